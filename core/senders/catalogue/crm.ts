import { serviceTable } from './service-table.ts';

export const crm = serviceTable(
  'crm',
  `
amocrm | amoCRM (Kommo) | https://www.amocrm.ru | amocrmmail.com | _spf.amocrmmail.com | | | no
blackbaud | Blackbaud | https://www.blackbaud.com | blackbaud.com blackbaud.net convio.net | outboundmail.blackbaud.net | blackbaud.com convio.net | convio.net | no
eudonet | Eudonet | https://www.eudonet.com | eudonet.com | spf.eudonet.com | | | no
growthzone | GrowthZone | https://www.growthzone.com | growthzoneapp.com | clientemailspf.growthzoneapp.com | | | no
keap | Keap (Infusionsoft) | https://keap.com | infusionmail.com | infusionmail.com | infusionmail.com | infusionmail.com | no
lime-crm | Lime CRM and Newsletter | https://www.lime-technologies.com | bedrock.lime-technologies.com | spf.bedrock.lime-technologies.com | | | no
opencrm | OpenCRM | https://opencrm.co.uk | opencrm.co.uk | spf1.opencrm.co.uk | | | no
salesforce | Salesforce CRM | https://www.salesforce.com/crm | salesforce.com | _spf.salesforce.com | salesforce.com | bnc.salesforce.com | no
superoffice | SuperOffice CRM Online | https://www.superoffice.com | superoffice.com | _spf.online.superoffice.com | | | no
tribe-crm | Tribe CRM | https://www.tribecrm.nl | tribecrm.nl | spf.tribecrm.nl | | | no
webcrm | webCRM | https://webcrm.com | webcrm.com | spf.webcrm.com | | | no
zenter | Zenter | https://www.zenter.is | zenter.is | _spf.zenter.is | | | no
`,
);
