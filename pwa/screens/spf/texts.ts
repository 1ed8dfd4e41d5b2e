import { translated } from '../../../core/views/sentences/language.ts';

export const spfTexts = translated({ en: { title: 'SPF' }, de: { title: 'SPF' } });
