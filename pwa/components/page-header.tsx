import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { visibleText } from '../../core/lib/visible-text.ts';
import { Name } from './name.tsx';

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
      {props.lead && <p>{props.lead}</p>}
    </header>
  );
}
