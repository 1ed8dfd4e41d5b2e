import { serviceTable } from './service-table.ts';

export const securityGateway = serviceTable(
  'security-gateway',
  `
abxsec | ABXsec | https://www.abxsec.com | abxsec.com | _spf.abxsec.com spf.abxsec.com | | | both
anubisnetworks | AnubisNetworks | https://www.anubisnetworks.com | anubisnetworks.com | _spf.anubisnetworks.com | | | both
appriver | OpenText AppRiver (Zix) | https://appriver.com | appriver.com exghost.com | appriver.com exghost.com edgepilot.com | | | both
avanan | Check Point Harmony Email (Avanan) | https://www.checkpoint.com | cloud-sec-av.com checkpointcloudsec.com | eu.cloud-sec-av.com checkpointcloudsec.com | | | both
barracuda | Barracuda Email Gateway Defense | https://www.barracuda.com | ess.barracuda.com ess.barracudanetworks.com | spf.ess.barracudanetworks.com spf.ess.de.barracudanetworks.com spf.ess.uk.barracudanetworks.com spf.ess.au.barracudanetworks.com spf.ess.ca.barracudanetworks.com | | | both
cisco-secure-email | Cisco Secure Email Cloud (IronPort, CES) | https://www.cisco.com | iphmx.com | iphmx.com | | | both
cleanmail-ch | Cleanmail (Alinto) | https://www.cleanmail.ch | cleanmail.ch | _cmspf.cleanmail.ch | | | both
cleanmx-pt | CleanMX (Portugal) | https://cleanmx.pt | cleanmx.pt | _spf.cleanmx.pt | | | both
cloudfilter | CloudFilter (Proofpoint Cloudmark for Newfold) | https://www.newfold.com | cloudfilter.net | eig.spf.a.cloudfilter.net | | | both
codetwo | CodeTwo Email Signatures 365 | https://www.codetwo.com | emailsignatures365.com | spf.emailsignatures365.com spf-eu.emailsignatures365.com spf-westeu.emailsignatures365.com spf-de.emailsignatures365.com spf-uk.emailsignatures365.com spf-au.emailsignatures365.com spf-ca.emailsignatures365.com | | | no
comendo | Comendo (J2) | https://www.comendosystems.com | comendosystems.com | spf.comendosystems.com oa.spf.comendosystems.com ob.spf.comendosystems.com | | | both
crossware | Crossware Mail Signature | https://crossware365.com | o365.crossware.co.nz | o365.crossware.co.nz eu-k2.o365.crossware.co.nz aus-k1.o365.crossware.co.nz | | | no
dnssmarthost | dnssmarthost.net relay | https://dnssmarthost.net | dnssmarthost.net | spf.auto.dnssmarthost.net | | | both
duocircle | DuoCircle (mailhop.org) | https://www.duocircle.com | mailhop.org | outbound.mailhop.org _s0.outbound.mailhop.org _s1.outbound.mailhop.org | | | both
exclaimer | Exclaimer | https://exclaimer.com | exclaimer.net signature365.net | spf.exclaimer.net spf.eu.exclaimer.net spf.uk.exclaimer.net spf.au.exclaimer.net spf.ca.exclaimer.net spf.eu.signature365.net spf.au.signature365.net | | | no
expurgate | eXpurgate (Cyren, Eleven) | https://www.eleven.de | expurgate.net | _spf.expurgate.net | | | both
forcepoint | Forcepoint Email Security | https://www.forcepoint.com | mailcontrol.com | mailcontrol.com | | | both
fortimail-cloud | FortiMail Cloud | https://www.fortinet.com | fortimailcloud.com | _spf.fortimailcloud.com | | | both
fusemail-vipre | VIPRE (FuseMail) | https://vipre.com | mailanyone.net electric.net | spf.mailanyone.net mailanyone.net | | | both
heimdal | Heimdal Email Security | https://heimdalsecurity.com | heimdalsecurity.com | spf-esec.heimdalsecurity.com | | | both
hornetsecurity | Hornetsecurity | https://www.hornetsecurity.com | antispameurope.com hornetsecurity.com | spf.hornetsecurity.com antispameurope.com | | | both
letsignit | Letsignit | https://www.letsignit.com | letsignit.com | spfcloud.letsignit.com spf-ca.letsignit.com spf-us.letsignit.com | | | no
libraesva | Libraesva | https://www.libraesva.com | esvacloud.com | spf.esvacloud.com | | | both
mailguard | MailGuard | https://www.mailguard.com.au | mailguard.com.au | customer.mailguard.com.au spf_a.mailguard.com.au | | | both
mailinblack | Mailinblack | https://www.mailinblack.com | mailinblack.com | spf.mailinblack.com | | | both
mailmarshal | Trustwave MailMarshal Cloud | https://www.trustwave.com | mailmarshal.cloud | spf.au.mailmarshal.cloud | | | both
mailprotector | Mailprotector | https://mailprotector.com | emailservice.io | spf.us.emailservice.io | | | both
mailroute | MailRoute | https://www.mailroute.net | mailroute.net | spf.mailroute.net | | | both
mimecast | Mimecast | https://www.mimecast.com | mimecast.com mimecast.co.za mimecast-offshore.com | _netblocks.mimecast.com us._netblocks.mimecast.com usb._netblocks.mimecast.com eu._netblocks.mimecast.com de._netblocks.mimecast.com ca._netblocks.mimecast.com au._netblocks.mimecast.com za._netblocks.mimecast.com mim.ec | mimecast.com | | both
nospamproxy | NoSpamProxy Cloud | https://www.nospamproxy.de | cloud.nospamproxy.com | cloud.nospamproxy.com | | | both
outbound-spam-protection | OutboundSpamProtection | https://outboundspamprotection.com | outboundspamprotection.com | flat.outboundspamprotection.com spf1.flat.outboundspamprotection.com | | | both
privasphere | PrivaSphere | https://www.privasphere.com | privasphere.com | spf.privasphere.com privasphere.com | | | no
proofpoint | Proofpoint Enterprise | https://www.proofpoint.com | pphosted.com | pphosted.com | | | both
proofpoint-essentials | Proofpoint Essentials | https://www.proofpoint.com/essentials | ppe-hosted.com | _spf-us.ppe-hosted.com _spf-eu.ppe-hosted.com _spf-usg1.ppe-hosted.com _spf-usg2.ppe-hosted.com | | | both
reflexion | Sophos Reflexion | https://www.sophos.com/reflexion | reflexion.net | | | reflexion.net | both
retarus | Retarus Email Security | https://www.retarus.com | retarus.com | | | | both
securence | Securence | https://www.securence.com | securence.com | spf.securence.com | | | both
seppmail-cloud | SEPPmail.cloud | https://www.seppmail.com | seppmail.cloud | _spf.de.seppmail.cloud _spf.ch.seppmail.cloud | | | both
smx | SMX | https://smxemail.com | smxemail.com | spf.nz.smxemail.com | | | both
sonicwall-hes | SonicWall Hosted Email Security | https://www.sonicwall.com | snwlhosted.com snwlhostedeu.com | _spf.snwlhosted.com _spf.snwlhostedeu.com | | | both
sophos-email | Sophos Email | https://www.sophos.com | prod.hydra.sophos.com | _spf.prod.hydra.sophos.com _spf_eucentral1.prod.hydra.sophos.com _spf_euwest1.prod.hydra.sophos.com _spf_useast2.prod.hydra.sophos.com _spf_uswest2.prod.hydra.sophos.com | | | both
spamexperts | N-able Mail Assure (SpamExperts) | https://www.n-able.com | antispamcloud.com | spf.antispamcloud.com release.antispamcloud.com | | | both
spamhero | SpamHero | https://www.spamhero.com | spamhero.com | spf.spamhero.com | | | both
spamtitan | SpamTitan (TitanHQ) | https://www.spamtitan.com | spamtitan.com | _spf_cd.spamtitan.com | | | both
staysecure | StaySecure | https://staysecuregroup.com | staysecuregroup.com | _spf.staysecuregroup.com _spf_v4.staysecuregroup.com _spf_v6.staysecuregroup.com | | | both
symantec-messagelabs | Symantec Email Security.cloud (MessageLabs) | https://www.broadcom.com | messagelabs.com | spf.messagelabs.com nets1.spf.messagelabs.com nets2.spf.messagelabs.com | | | both
synaq | SYNAQ Securemail | https://www.synaq.com | synaq.com | _spf-securemail.synaq.com | | | both
topsec | Topsec | https://www.topsec.com | topsec.com | spf.topsec.com | | | both
trellix-email | Trellix (FireEye) Email Security | https://www.trellix.com | fireeyecloud.com | _spf.fireeyecloud.com | | | both
trend-micro | Trend Micro Email Security | https://www.trendmicro.com | tmes.trendmicro.com tmes.trendmicro.eu hes.trendmicro.com | spf.tmes.trendmicro.com spf.tmes.trendmicro.eu spfb.tmes.trendmicro.com spfc.tmes.trendmicro.com spf-us.tmes.trendmicro.com spf.hes.trendmicro.com spf-inpost-eu.tmcas.trendmicro.com spf-repost-eu.tmcas.trendmicro.com | | | both
vade | Vade (Hornetsecurity) | https://www.vadesecure.com | vadesecure.com | spf.cloud.vadesecure.com | | | both
zivver | Zivver | https://www.zivver.com | zivver.com | _spf.zivver.com | | | no
zix | Zix Email Encryption | https://zix.com | zixmail.net zixworks.com | | | | both
zorgmail | ZorgMail (Enovation) | https://enovationgroup.com | zorgmail.nl | _spf.zorgmail.nl _spf.relay.zorgmail.nl | | | no
`,
);
