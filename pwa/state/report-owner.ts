import { signal } from '@preact/signals';
import { remember } from './remembered.ts';

/** Bytes of a logo; it lies in localStorage, which holds some megabytes. */
export const MAX_LOGO_BYTES = 200_000;
const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/webp'];
const KEY = 'report-logo';

/** Logo on reports to hand on, as a data URL; empty: none. It stays in this browser. */
export const reportLogo = signal(read());

function read(): string {
  try {
    const kept = localStorage.getItem(`rualens-${KEY}`) ?? '';
    return LOGO_TYPES.some((type) => kept.startsWith(`data:${type};base64,`)) ? kept : '';
  } catch {
    return '';
  }
}

/** Keeps a picture as the logo; null takes it away. False where it is none that fits. */
export async function setReportLogo(file: Blob | null): Promise<boolean> {
  if (file !== null && (!LOGO_TYPES.includes(file.type) || file.size > MAX_LOGO_BYTES)) return false;
  const url = file === null ? '' : await dataUrl(file);
  reportLogo.value = url;
  remember(KEY, url);
  return true;
}

function dataUrl(file: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => fail(reader.error ?? new Error('The picture cannot be read.'));
    reader.readAsDataURL(file);
  });
}
