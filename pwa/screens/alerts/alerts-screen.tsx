import { PageHeader } from '../../components/page-header.tsx';
import { say } from '../../state/language.ts';
import { alertsTexts } from './texts.ts';

export function AlertsScreen() {
  return <PageHeader title={say(alertsTexts).title} />;
}
