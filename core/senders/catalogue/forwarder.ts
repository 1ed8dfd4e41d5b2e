import { serviceTable } from './service-table.ts';

export const forwarder = serviceTable(
  'forwarder',
  `
addy-io | addy.io (AnonAddy) | https://addy.io | anonaddy.me anonaddy.com addy.io | spf.anonaddy.me | anonaddy.me addy.io | anonaddy.me | yes
apple-private-relay | Apple Hide My Email | https://support.apple.com | | | privaterelay.appleid.com | privaterelay.appleid.com | yes
cloudflare-email-routing | Cloudflare Email Routing | https://www.cloudflare.com | cloudflare-email.net cloudflare-email.com | _spf.mx.cloudflare.net | cloudflare-email.net cloudflare-email.com | | yes
duckduckgo | DuckDuckGo Email Protection | https://duckduckgo.com/email | duck.com | | duck.com | duck.com | yes
forward-email | Forward Email | https://forwardemail.net | forwardemail.net | spf.forwardemail.net | forwardemail.net | forwardemail.net | yes
forwardmx | ForwardMX | https://forwardmx.io | forwardmx.io | _spf.forwardmx.io | | | yes
ieee | IEEE member forwarding | https://www.ieee.org | ieee.org | | ieee.org | ieee.org | yes
improvmx | ImprovMX | https://improvmx.com | improvmx.com | spf.improvmx.com | improvmx.com | improvmx.com | yes
mit-alumni | MIT alumni forwarding | https://alum.mit.edu | alum.mit.edu | | alum.mit.edu | alum.mit.edu | yes
name-com | Name.com | https://www.name.com | name.com | | | | yes
namebright | NameBright | https://www.namebright.com | namebrightmail.com | namebrightmail.com | | | both
namecheap-forwarding | Namecheap email forwarding | https://www.namecheap.com/support | registrar-servers.com | spf.efwd.registrar-servers.com | | | yes
pobox | Pobox | https://www.pobox.com | pobox.com | | pobox.com | pobox.com | yes
porkbun | Porkbun email forwarding | https://porkbun.com | porkbun.com | _spf.porkbun.com | | | yes
rrpproxy | rrpproxy (Key-Systems) | https://www.key-systems.net | rrpproxy.net | _spf.mailrelay.rrpproxy.net | | | yes
simplelogin | SimpleLogin | https://simplelogin.io | simplelogin.co simplelogin.io | simplelogin.co | simplelogin.co simplelogin.com | simplelogin.co | yes
`,
);
