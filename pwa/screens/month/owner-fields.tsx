import { useRef } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { textsOf } from '../../state/language.ts';
import { reportLogo, setReportLogo } from '../../state/report-owner.ts';
import { saveSettings, settings } from '../../state/settings.ts';
import { toast } from '../../state/toasts.ts';
import { monthTexts } from './texts.ts';

/** Who hands the report on: the name that decisions bear as well, and a picture; both may stay empty. */
export function OwnerFields() {
  const t = textsOf(monthTexts);
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <label class="field">
        <span>{t.name}</span>
        <input
          type="text"
          maxLength={80}
          value={settings.value?.userName ?? ''}
          onChange={(event) => void saveSettings({ userName: event.currentTarget.value.trim() })}
        />
      </label>
      <input
        ref={file}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp"
        onChange={async (event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (chosen && !(await setReportLogo(chosen))) toast(t.badLogo);
        }}
      />
      {reportLogo.value === '' ? (
        <Button onClick={() => file.current?.click()}>{t.chooseLogo}</Button>
      ) : (
        <Button onClick={() => void setReportLogo(null)}>{t.removeLogo}</Button>
      )}
    </>
  );
}
