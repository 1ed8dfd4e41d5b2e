import { PageHeader } from '../../components/page-header.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { textsOf } from '../../state/language.ts';
import { route, setParams } from '../../state/router.ts';
import { AlertInbox } from './alert-inbox.tsx';
import { AlertRules } from './alert-rules.tsx';
import { alertsTexts } from './texts.ts';
import '../../styles/reports.css';

/** What happened that needs a look, and the rules that decide what that is. */
export function AlertsScreen() {
  const t = textsOf(alertsTexts);
  const tab = route.value.params.get('tab') === 'rules' ? 'rules' : 'inbox';
  return (
    <>
      <PageHeader title={t.title} />
      <Tabs
        label={t.title}
        tabs={[
          { id: 'inbox', label: t.inbox },
          { id: 'rules', label: t.rules },
        ]}
        current={tab}
        onChange={(id) => setParams({ tab: id === 'inbox' ? null : id }, {})}
      >
        {tab === 'inbox' ? <AlertInbox /> : <AlertRules />}
      </Tabs>
    </>
  );
}
