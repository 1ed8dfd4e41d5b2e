import { useState } from 'preact/hooks';
import type { ModeCheck } from '../../../core/engine/domains/face.ts';
import type { DomainMode, ModeOffer } from '../../../core/model/domain-configuration.ts';
import type { HostProblem } from '../../../core/model/host.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { DOMAIN_MARKS } from '../../../core/words/marks.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { MarkIcon } from '../../components/mark.tsx';
import { NameWarning } from '../../components/name-warning.tsx';
import { getEngine } from '../../state/engine.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { RecordPreviewView } from '../domain/record-preview.tsx';
import { BlockedQuestion } from './blocked-question.tsx';
import { ModeReason } from './mode-reason.tsx';
import { modeTexts } from './mode-texts.ts';

interface ModeDialogProps {
  domain: string;
  /** Mode chosen when it opens. */
  choose?: DomainMode;
  onClose: () => void;
}

/** Change Domain Mode: the modes the pointing allows; the others closed, with the reason and the way there. */
export function ModeDialog({ domain, choose, onClose }: ModeDialogProps) {
  const t = textsOf(modeTexts);
  const query = useQuery(domain, (engine) => engine.domains.modeCheck(domain), ['domains', 'hosts']);
  const [chosen, setChosen] = useState<DomainMode | null>(choose ?? null);
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<HostProblem | null>(null);
  const check = query.data;
  const offer = check?.offers.find((each) => each.mode === chosen && each.open);
  const preview = chosen === 'blocked' ? check?.block : check?.restore;
  const blockedNow = preview?.problem != null;

  const apply = async () => {
    if (!offer) return;
    setBusy(true);
    setProblem(null);
    const result = await getEngine().domains.changeMode(domain, offer.mode);
    setBusy(false);
    if (result.ok) {
      toast(t.done[offer.mode](domain));
      onClose();
    } else setProblem(result.problem);
  };

  return (
    <Dialog
      title={t.title(domain)}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{textsOf(commonTexts).cancel}</Button>
          <Button
            kind={chosen === 'blocked' ? 'danger' : 'primary'}
            disabled={!offer || busy || blockedNow || (chosen === 'blocked' && !sure)}
            onClick={() => void apply()}
          >
            {busy ? t.applying : t.apply}
          </Button>
        </>
      }
    >
      <p class="row">
        <NameWarning of={domain} />
      </p>
      {query.error && <Failure error={query.error} />}
      {!check && !query.error && <Busy />}
      {check && (
        <div class="stack tight" role="radiogroup" aria-label={t.title(domain)}>
          {check.offers.map((each) => (
            <ModeChoice
              key={each.mode}
              offer={each}
              domain={domain}
              checked={chosen === null ? each.current : chosen === each.mode}
              onChoose={() => {
                setChosen(each.mode);
                setProblem(null);
              }}
              onClose={onClose}
            />
          ))}
        </div>
      )}
      {check && offer && (
        <Consequences
          check={check}
          offer={offer}
          domain={domain}
          onClose={onClose}
          sure={sure}
          setSure={setSure}
        />
      )}
      {problem && (
        <div class="banner" data-tone="bad" role="alert">
          <p>
            <strong>{t.failed}</strong> {hostProblemSentence(problem, language.value)}
          </p>
        </div>
      )}
    </Dialog>
  );
}

function ModeChoice(props: {
  offer: ModeOffer;
  domain: string;
  checked: boolean;
  onChoose: () => void;
  onClose: () => void;
}) {
  const { offer } = props;
  const t = textsOf(modeTexts);
  const shut = !offer.open && !offer.current;
  return (
    <div class="mode" data-mode={offer.mode} data-closed={shut ? '' : undefined}>
      <label class="choice">
        <input
          type="radio"
          name="mode"
          checked={props.checked}
          disabled={!offer.open && !offer.current}
          onChange={props.onChoose}
        />
        <span class="row">
          <MarkIcon mark={DOMAIN_MARKS[offer.mode]} />
          <strong>{t.modes[offer.mode]}</strong>
          {offer.current && (
            <span class="pill" data-tone="accent">
              {t.current}
            </span>
          )}
          {shut && <span class="pill">{t.closed}</span>}
        </span>
        <span class="small muted">{t.about[offer.mode]}</span>
      </label>
      {(shut || offer.reason === 'takes-lock-off') && (
        <ModeReason offer={offer} domain={props.domain} onClose={props.onClose} />
      )}
    </div>
  );
}

function Consequences(props: {
  check: ModeCheck;
  offer: ModeOffer;
  domain: string;
  sure: boolean;
  setSure: (sure: boolean) => void;
  onClose: () => void;
}) {
  const { check, offer, domain } = props;
  const t = textsOf(modeTexts);
  if (offer.mode === 'blocked') {
    return (
      <>
        <BlockedQuestion
          domain={domain}
          check={check.blocked}
          warning={offer.warning}
          sure={props.sure}
          setSure={props.setSure}
          onClose={props.onClose}
        />
        {check.block && <RecordPreviewView preview={check.block} />}
      </>
    );
  }
  if (offer.mode !== 'active' || offer.current) return null;
  return check.restore ? (
    <>
      <p>{t.restore}</p>
      <RecordPreviewView preview={check.restore} />
    </>
  ) : (
    <p class="muted">{t.noWrite}</p>
  );
}
