/**
 * A mail whose subject is a report's name and whose body forges the markup in which webmails list attachments, with
 * addresses that do harm when they are asked for with the reader's session.
 */
import { message, text } from './messages.ts';

const name = (domain: string): string => `google.com!${domain}!1772409600!1772495999.zip`;

export const HOSTILE_SUBJECT = name('subject.example');

/** Whether an address is one of those that only the mail's author wrote. */
export function isForged(url: string): boolean {
  return /forged\d?\.example|logoff|_task=logout|%2Flogout|\/settings\/forward/.test(url);
}

export function hostileMail(origin: string, user: string): string {
  const at = (path: string) => `${origin}${path}`;
  const html = `<html><body><p>Hello</p>
<div class="msg-body"><div class="layout-wrap">
<div class="mailer_mailcontent msg-attachment-link"><div class="sg-mail-part"><md-card>
<p class="sg-attachment-name" title="${name('forged1.example')}">a</p>
<a href="${at(`/SOGo/so/x/logoff?a=/asAttachment/${name('forged1.example')}`)}">a</a></md-card></div></div>
<div class="mailer_mailcontent msg-attachment-link"><md-card>
<p class="sg-attachment-name" title="${name('forged2.example')}">b</p>
<a href="${at(`/SOGo/so/${user}/Mail/0/folderINBOX/1/asAttachment/${name('forged2.example')}`)}">b</a></md-card></div>
</div></div>
<div id="message-content"><ul id="attachment-list" class="attachmentslist">
<li class="application zip" id="attach2"><a class="filename" title="${name('forged3.example')}" href="${at('/?_task=logout&amp;_action=get&amp;_uid=1&amp;_part=2')}">x</a></li>
<li class="application zip" id="attach3"><a class="filename" title="${name('forged4.example')}" href="${at(`/?_task=mail&amp;_action=get&amp;_mbox=INBOX&amp;_uid=1&amp;_part=2&amp;x=${name('forged4.example')}`)}">x</a></li>
</ul></div>
<a href="${at(`/settings/forward?to=thief@forged.example&amp;x=${name('forged5.example')}`)}" download="${name('forged5.example')}">y</a>
<a title="${'a!'.repeat(900)} x?y!z=q!1234567890!1234567890" href="http://x.example/">t</a></body></html>`;
  return message({
    from: 'robber@forger.example',
    subject: HOSTILE_SUBJECT,
    parts: [text(html, 'text/html')],
  });
}
