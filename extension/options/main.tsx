import './options.css';
import { options, render } from 'preact';
import { guardShownText } from '../../core/lib/guard-shown-text.ts';
import { AppsSection } from '../bridge/apps-section.tsx';
import { installedPatterns } from '../platform/bridge-pages.ts';
import { installPermissions } from '../platform/install-permissions.ts';
import { uiLanguage } from '../platform/language.ts';
import { openApp } from '../platform/tabs.ts';
import { popupTexts } from '../texts/popup-texts.ts';
import { NoticesSection } from './notices-section.tsx';
import { nameOf, SitesSection } from './sites-section.tsx';

const texts = popupTexts(uiLanguage());

function Options() {
  return (
    <>
      <h1>
        <img src="icons/48.png" width="28" height="28" alt="" /> {texts.optionsTitle}
      </h1>
      <SitesSection texts={texts} />
      <NoticesSection texts={texts} />
      <AppsSection language={uiLanguage()} />
      <section>
        <h2>{texts.permissionsTitle}</h2>
        <dl data-part="installed">
          {installedPatterns().map((pattern) => (
            <div key={pattern}>
              <dt>{nameOf(pattern)}</dt>
              <dd>{texts.why.app}</dd>
            </div>
          ))}
          {installPermissions().map((name) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{texts.permissions[name] ?? ''}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h2>{texts.networkTitle}</h2>
        <p>{texts.networkText}</p>
        <button type="button" onClick={() => void openApp('#/settings')}>
          {texts.networkRecord}
        </button>
      </section>
    </>
  );
}

options.vnode = guardShownText(options.vnode);
document.documentElement.lang = texts.language;
document.title = `Rualens – ${texts.optionsTitle}`;
const root = document.getElementById('options');
if (root) render(<Options />, root);
