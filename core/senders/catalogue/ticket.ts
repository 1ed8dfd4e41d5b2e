import { serviceTable } from './service-table.ts';

export const ticket = serviceTable(
  'ticket',
  `
active-network | ACTIVE Network | https://www.activenetwork.com | email.active.com | email.active.com | | | no
activetickets | ActiveTickets | https://www.activetickets.com | activetickets.com | email.activetickets.com | | | no
cvent | Cvent | https://www.cvent.com | cvent-planner.com cvent.com | cvent-planner.com | cvent-planner.com | cvent-planner.com | no
easyticket | easyTicket | https://easyticket.de | easyticket.de | spf.easyticket.de | | | no
etermin | eTermin | https://www.etermin.net | etermin.net | spf.etermin.net etermin.net | | | no
eventbrite | Eventbrite | https://www.eventbrite.com | eventbrite.com | _spf.eventbrite.com | eventbrite.com | | no
lyyti | Lyyti | https://www.lyyti.com | lyyti.fi | _spf.lyyti.fi | | | no
newbook | Newbook | https://www.newbook.cloud | newbook.cloud | spf.newbook.cloud | | | no
pretix | pretix | https://pretix.eu | pretix.eu | _spf.pretix.eu | pretix.eu | | no
recreatex | ReCreateX (Gantner) | https://recreatex.be | recreatex.be | recreatex.be | | | no
rms-cloud | RMS Cloud | https://www.rmscloud.com | rmscloud.com | _spf.rmscloud.com | | | no
skiperformance | Ski Performance | https://www.skiperformance.com | skiperformance.com | _spf.skiperformance.com | | | no
terminland | Terminland | https://www.terminland.de | terminland.de | spf.terminland.de | | | no
ticketmaster | Ticketmaster | https://www.ticketmaster.com | ticketmaster.com | europe.spf.ticketmaster.com | ticketmaster.com | | no
tickets-com | Tickets.com | https://www.tickets.com | tickets.com | tickets.com | | | no
`,
);
