import { Pause, Play, X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Progress } from '../../components/progress.tsx';
import { getEngine } from '../../state/engine.ts';
import { bytes, number } from '../../state/format.ts';
import { importing, waiting } from '../../state/imports.ts';
import { textsOf } from '../../state/language.ts';
import { importTexts } from './texts.ts';

/** What is being imported now, with pause and cancel. */
export function ImportProgressCard() {
  const t = textsOf(importTexts);
  const now = importing.value;
  const card = useRef<HTMLElement>(null);
  // Files may have been chosen further down the page.
  useEffect(() => {
    if (now) card.current?.scrollIntoView({ block: 'nearest' });
  }, [now?.importId]);
  if (!now) return null;
  const paused = now.state === 'paused';
  const parts = [
    t.files(number(now.files.done), number(now.files.total)),
    now.bytes.total > 0 ? `${bytes(now.bytes.done)} / ${bytes(now.bytes.total)}` : '',
    now.records > 0 ? t.records(number(now.records)) : '',
    now.secondsLeft !== null && !paused ? t.left(now.secondsLeft) : '',
    waiting.value > 0 ? t.waiting(number(waiting.value)) : '',
  ];
  return (
    <section class="card stack" aria-label={t.running} ref={card}>
      <div class="row">
        <h2 class="spring">{paused ? t.paused : t.running}</h2>
        {paused ? (
          <Button onClick={() => void getEngine().intake.resume(now.importId)}>
            <Play size={16} aria-hidden="true" />
            {t.resume}
          </Button>
        ) : (
          <Button onClick={() => void getEngine().intake.pause(now.importId)}>
            <Pause size={16} aria-hidden="true" />
            {t.pause}
          </Button>
        )}
        <Button onClick={() => void getEngine().intake.cancel(now.importId)}>
          <X size={16} aria-hidden="true" />
          {t.cancel}
        </Button>
      </div>
      <Progress
        done={now.bytes.total > 0 ? now.bytes.done : now.files.done}
        total={now.bytes.total > 0 ? now.bytes.total : now.files.total}
        label={t.running}
      />
      <p class="muted small num">{parts.filter(Boolean).join(' · ')}</p>
      <p class="muted small one-line">{now.current}</p>
    </section>
  );
}
