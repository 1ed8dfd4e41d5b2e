import { PageHeader } from '../../components/page-header.tsx';
import { lastImport } from '../../state/imports.ts';
import { textsOf } from '../../state/language.ts';
import { ImportHistory } from './import-history.tsx';
import { ImportProgressCard } from './import-progress.tsx';
import { ImportSummaryCard } from './import-summary.tsx';
import { ImportWays } from './import-ways.tsx';
import { LinkOutcome } from './link-outcome.tsx';
import { Mailboxes } from './mailboxes.tsx';
import { MailboxesUnderWay } from './mailboxes-under-way.tsx';
import { SharedFilesCard } from './shared-files.tsx';
import { Shelf } from './shelf.tsx';
import { importTexts } from './texts.ts';
import { UnfinishedImports } from './unfinished-imports.tsx';
import { WatchedFolderCard } from './watched-folder.tsx';

/** The Import page: ways in, what is running, what came of it, and the shelf. */
export function ImportScreen() {
  const t = textsOf(importTexts);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <LinkOutcome />
      <SharedFilesCard />
      <ImportProgressCard />
      <MailboxesUnderWay />
      <UnfinishedImports />
      {lastImport.value && (
        <ImportSummaryCard key={lastImport.value.importId} id={lastImport.value.importId} open />
      )}
      <ImportWays />
      <Mailboxes />
      <WatchedFolderCard />
      <Shelf />
      <ImportHistory />
    </>
  );
}
