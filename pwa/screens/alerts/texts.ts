import { translated } from '../../../core/views/sentences/language.ts';

export const alertsTexts = translated({ en: { title: 'Alerts' }, de: { title: 'Alarme' } });
