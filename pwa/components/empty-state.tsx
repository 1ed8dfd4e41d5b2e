import type { ComponentChildren } from 'preact';

/** A page with nothing on it yet: says what belongs here and how it gets here. */
export function EmptyState(props: {
  icon: ComponentChildren;
  title: string;
  text?: ComponentChildren;
  children?: ComponentChildren;
}) {
  return (
    <section class="empty">
      <div class="empty-icon">{props.icon}</div>
      <h2>{props.title}</h2>
      {props.text && <p>{props.text}</p>}
      {props.children && <div class="row">{props.children}</div>}
    </section>
  );
}
