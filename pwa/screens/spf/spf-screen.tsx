import { PageHeader } from '../../components/page-header.tsx';
import { say } from '../../state/language.ts';
import { spfTexts } from './texts.ts';

export function SpfScreen() {
  return <PageHeader title={say(spfTexts).title} />;
}
