import { serviceTable } from './service-table.ts';

export const support = serviceTable(
  'support',
  `
autotask | Datto Autotask PSA | https://www.datto.com | autotask.net | autotask.net | | | no
connectwise | ConnectWise | https://www.connectwise.com | myconnectwise.net | spf.myconnectwise.net | | | no
easit | Easit | https://easit.com | easit.net | _spf.easit.net | | | no
freshdesk | Freshdesk | https://www.freshworks.com/freshdesk | freshdesk.com | email.freshdesk.com fdspfeuc.freshemail.io fdspfus.freshemail.io fdspfaus.freshemail.io | freshdesk.com | freshemail.io | no
freshservice | Freshservice | https://www.freshworks.com/freshservice | freshservice.com | email.freshservice.com emaileuc.freshservice.com emailus.freshservice.com emailsyd.freshservice.com emailmum.freshservice.com fsspfeuc.freshemail.io fsspfus.freshemail.io fsspfau.freshemail.io fsspfin.freshemail.io | freshservice.com | | no
help-scout | Help Scout | https://www.helpscout.com | helpscout.net | helpscoutemail.com | helpscout.net helpscoutemail.com | helpscout.net | no
hornbill | Hornbill | https://www.hornbill.com | hornbill.com | _spf.hornbill.com | | | no
intercom | Intercom | https://www.intercom.com | intercom.io | _spf.intercom.io | intercom-mail.com intercom.io | intercom-mail.com | no
octopus-itsm | Octopus ITSM | https://octopus-itsm.com | octopus-itsm.com | smtp.octopus-itsm.com | | | no
oracle-rightnow | Oracle Service Cloud (RightNow) | https://www.oracle.com/cx/service | rnmk.com | rnmk.com | | | no
puzzel | Puzzel | https://www.puzzel.com | puzzel.com logicalware.com | spf.puzzel.com spf.cm.puzzel.com spf.logicalware.com | | | no
servicenow | ServiceNow | https://www.servicenow.com | service-now.com | service-now.com | service-now.com | service-now.com | no
solarwinds-service-desk | SolarWinds Service Desk (Samanage) | https://www.solarwinds.com | samanage.com | _spf.samanage.com | samanage.com | | no
spiceworks | Spiceworks Cloud Help Desk | https://www.spiceworks.com | on.spiceworks.com | email.on.spiceworks.com | | | no
topdesk | TOPdesk | https://www.topdesk.com | topdesk.net | spf.topdesk.net topdesk.net | | | no
visionflow | Visionflow | https://visionflow.com | visionflow.com | visionflow.com | | | no
zendesk | Zendesk | https://www.zendesk.com | zendesk.com zdsys.com | mail.zendesk.com | zendesk.com | zendesk.com | no
`,
);
