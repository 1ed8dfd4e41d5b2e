import { Search } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { visibleText } from '../../core/lib/visible-text.ts';
import { textsOf } from '../state/language.ts';
import { openSearch } from '../state/search.ts';
import { Button } from './button.tsx';
import { Name } from './name.tsx';
import { searchTexts } from './search-texts.ts';

/** Title of a page, its actions at the right, one sentence below. Names the window as well. */
export function PageHeader(props: {
  title: string;
  lead?: ComponentChildren;
  beside?: ComponentChildren;
  children?: ComponentChildren;
}) {
  useEffect(() => {
    document.title = `${visibleText(props.title)} – Rualens`;
  }, [props.title]);
  return (
    <header class="page-header">
      <h1>
        <Name of={props.title} />
      </h1>
      {props.beside}
      <span class="spring" />
      {props.children}
      <span class="phone-search no-print">
        <Button kind="icon" label={textsOf(searchTexts).title} onClick={openSearch}>
          <Search size={18} />
        </Button>
      </span>
      {props.lead && <p>{props.lead}</p>}
    </header>
  );
}
