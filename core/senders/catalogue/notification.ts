import { serviceTable } from './service-table.ts';

export const notification = serviceTable(
  'notification',
  `
8x8 | 8x8 | https://www.8x8.com | 8x8.com | _vccnets.8x8.com | | | no
acronis | Acronis Cloud | https://www.acronis.com | cloud.acronis.com | cloud.acronis.com | | | no
apple | Apple (notices) | https://www.apple.com | apple.com | | apple.com | apple.com | no
atlassian | Atlassian (Jira, Confluence) | https://www.atlassian.com | atlassian.net | _spf.atlassian.net | atlassian.net atlassian.com | am.atlassian.com | no
axiell | Axiell | https://www.axiell.com | axiell.com | _se_net.axiell.com _uk.axiell.com | | | no
espublico | esPublico Gestiona | https://www.espublico.com | espublico.com | _spf.espublico.com espublico.com | | | no
exlibris | Ex Libris | https://exlibrisgroup.com | exlibrisgroup.com | spf-eu.exlibrisgroup.com | | | no
facebook | Facebook and Instagram | https://www.facebook.com | facebook.com tfbnw.net | | facebookmail.com instagram.com | facebookmail.com | no
firmstep | Granicus Firmstep | https://granicus.com/firmstep | firmstep.com | _spf.firmstep.com | | | no
flowbird | Flowbird | https://www.flowbird.com | flowbird.io | _spf.flowbird.io | | | no
github | GitHub | https://github.com | github.com github.net | | github.com | github.com | no
gitlab | GitLab | https://gitlab.com | | _spf-ip.gitlab.com | gitlab.com | mg.gitlab.com | no
infracontrol | Infracontrol | https://www.infracontrol.com | infracontrol.com | spfiol.infracontrol.com | | | no
itslearning | itslearning | https://itslearning.com | itslearning.com | _spf.itslearning.com | | | no
knowbe4 | KnowBe4 | https://www.knowbe4.com | knowbe4.com | _spf.psm.knowbe4.com psm.knowbe4.com | | | no
linkedin | LinkedIn | https://www.linkedin.com | linkedin.com | | linkedin.com | linkedin.com | no
maas360 | IBM MaaS360 | https://www.ibm.com | maas360.com | maila.m2.maas360.com | | | no
microsoft-notices | Microsoft (own notices) | https://www.microsoft.com | microsoft.com | _spf-a.microsoft.com | microsoft.com | microsoft.com | no
nec-sws | NEC Software Solutions (Northgate) | https://www.necsws.com | necsws.com northgateps.com | _spf-ext.necsws.com _spf-ext.northgateps.com | | | no
oclc | OCLC | https://www.oclc.org | oclc.org | oclcspf3.oclc.org | | | no
oracle-cloud-apps | Oracle Cloud Applications | https://www.oracle.com | oraclecloud.com | spf_c.oraclecloud.com spf_s1.oraclecloud.com spf_s2.oraclecloud.com spf_c.oracle.com | | | no
quest-on-demand | Quest On Demand Migration | https://www.quest.com | quest-on-demand.com | spf.odmad.quest-on-demand.com | | | no
sap-btp | SAP Business Technology Platform | https://www.sap.com | cloudmail.ondemand.com | spf.cloudmail.ondemand.com | ondemand.com | | no
send-word-now | Send Word Now (OnSolve) | https://www.onsolve.com | sendwordnow.com | spf.sendwordnow.eu | | | no
sirsidynix | SirsiDynix | https://www.sirsidynix.com | sirsidynix.net.au | sirsidynix.net.au | | | no
sitevision-cloud | SiteVision Cloud | https://www.sitevision.se | sitevision-cloud.net | mail.sitevision-cloud.net | | | no
speedadmin | SpeedAdmin | https://speedadmin.com | speedadmin.dk | speedadmin.dk | | | no
spydus | Spydus (Civica) | https://www.civica.com | spydus.com | client.spydus.com client2.spydus.com | | | no
staffbase | Staffbase | https://staffbase.com | staffbase.com | aws.us1.spf.staffbase.com | | | no
trustpilot | Trustpilot | https://www.trustpilot.com | trustpilot.com | trustpilotservice.com | trustpilotservice.com | | no
twitter | X (Twitter) | https://x.com | twitter.com | | twitter.com x.com | twitter.com | no
wordpress-com | WordPress.com (Automattic) | https://wordpress.com | wordpress.com | | wordpress.com | wordpress.com | no
zoom | Zoom | https://zoom.us | zoom.us | | zoom.us | zoom.us | no
`,
);
