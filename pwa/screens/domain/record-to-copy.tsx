import type { NextRecord } from '../../../core/model/need.ts';
import { textsOf } from '../../state/language.ts';
import { nextTexts } from './next-texts.ts';
import { CopyText } from './record-tags.tsx';

/** A record to publish: where it goes, what it says, what it takes the place of, and what others must publish. */
export function RecordToCopy({ record }: { record: NextRecord }) {
  const t = textsOf(nextTexts);
  return (
    <div class="next-record" data-next={record.code}>
      <dl class="facts">
        <dt>{t.name}</dt>
        <dd>
          <CopyText text={record.name} />
        </dd>
        <dt>{t.type}</dt>
        <dd>{record.type}</dd>
        <dt>{t.value}</dt>
        <dd data-value>
          <CopyText text={record.value} />
        </dd>
        {record.replaces.length > 0 && (
          <>
            <dt>{record.replaces.length > 1 ? t.replacesAll : t.replaces}</dt>
            <dd>
              {record.replaces.map((text) => (
                <pre key={text}>{text}</pre>
              ))}
            </dd>
          </>
        )}
      </dl>
      {record.noReports && <p class="small">{t.noReports}</p>}
      {record.also.map(({ name, type, value }) => (
        <div key={name} class="stack tight">
          <p class="small">{t.also}</p>
          <CopyText text={`${name}. IN ${type} "${value}"`} />
        </div>
      ))}
    </div>
  );
}
