/** The app as a page of the extension: the same program over the extension's own store. */
import { mountApp } from '../../pwa/app.tsx';
import { uiLanguage } from '../platform/language.ts';
import { popupTexts } from '../texts/popup-texts.ts';
import { extensionPlatform } from './extension-platform.ts';

const root = document.getElementById('app');
if (root) {
  const app = mountApp(
    root,
    extensionPlatform((file, name) => {
      if (file) app.take([file]);
      else app.tell(popupTexts(uiLanguage()).largeFailed(name));
    }),
  );
}
