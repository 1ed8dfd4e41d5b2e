import { serviceTable } from './service-table.ts';

export const marketing = serviceTable(
  'marketing',
  `
activecampaign | ActiveCampaign | https://www.activecampaign.com | emsd1.com acemsa1.com | emsd1.com | emsd1.com | emsd1.com | no
acumbamail | Acumbamail | https://acumbamail.com | acumbamail.com | spf.acumbamail.com acumbamail.com | | | no
adobe-campaign | Adobe Campaign (Neolane) | https://business.adobe.com/products/campaign | neolane.net campaign.adobe.com | | | neolane.net | no
apsis | APSIS Pro | https://www.apsis.com | anpdm.com | _spf.anpdm.com spf.anpdm.com | | | no
apsis-one | APSIS One | https://www.apsis.com/apsis-one | apsisone.com | _spf.apsisone.com | | | no
aweber | AWeber | https://www.aweber.com | aweber.com | send.aweber.com | aweber.com | aweber.com | no
benchmark-email | Benchmark Email | https://www.benchmarkemail.com | bmsend.com bmesend.com | bmsend.com bmesend.com | bmsend.com | | no
birdsend | BirdSend | https://birdsend.co | birdsend.email | birdsend.email | | | no
bngaged | bngaged | https://bngaged.io | | spf.bngaged.io | | | no
campaign-monitor | Campaign Monitor | https://www.campaignmonitor.com | cmail19.com cmail20.com createsend.com | _spf.createsend.com createsend.com cmail1.com cmail19.com | cmail19.com cmail20.com createsend.com | cmail19.com cmail20.com | no
cision-prnewswire | Cision PR Newswire | https://www.prnewswire.com | prnewswire.com | email.prnewswire.com | | | no
cleverreach | CleverReach | https://www.cleverreach.com | crsend.com | spf.crsend.com spfhard.crsend.com | crsend.com | crsend.com | no
clickfunnels | ClickFunnels | https://www.clickfunnels.com | | mailer.myclickfunnels.com | | | no
closum | Closum | https://www.closum.com | closum.com | s1-mail.closum.com | | | no
constant-contact | Constant Contact | https://www.constantcontact.com | constantcontact.com | spf.constantcontact.com in.constantcontact.com | ccsend.com | in.constantcontact.com | no
convertkit | Kit (ConvertKit) | https://kit.com | convertkit-mail.com convertkit-mail2.com | | convertkit-mail.com convertkit-mail2.com | convertkit-mail.com convertkit-mail2.com | no
creamailer | Creamailer | https://www.creamailer.fi | creamailer.com | spf.creamailer.com | | | no
customer-io | Customer.io | https://customer.io | customeriomail.com | customeriomail.com | customeriomail.com | customeriomail.com | no
cyberimpact | Cyberimpact | https://www.cyberimpact.com | cyberimpact.com | spf.cyberimpact.com | | | no
dashamail | DashaMail | https://dashamail.ru | dashasender.ru | _spf.dashasender.ru | | | no
dialog-mail | dialog-Mail | https://www.dialog-mail.com | dialog-mail.com | spf.dialog-mail.com | | | no
doppler | Doppler | https://www.fromdoppler.com | fromdoppler.com | spf.fromdoppler.com | | | no
dotdigital | Dotdigital | https://dotdigital.com | dotmailer.com | spf.dotmailer.com | | | no
dynamics-365-marketing | Dynamics 365 Customer Insights (Marketing) | https://dynamics.microsoft.com | dynamics.com | marketing.dynamics.com | dynamics.com | | no
e-shot | e-shot | https://www.e-shot.net | e-shot.org | spf-ps.e-shot.org | | | no
emaileri | Emaileri | https://www.emaileri.fi | emaileri.fi | _spf.emaileri.fi | | | no
emarketeer | eMarketeer | https://www.emarketeer.com | emarketeer.com | spf1.emarketeer.com | | | no
emarsys | SAP Emarsys | https://emarsys.com | emarsys.net emsmtp.com | emsmtp.com emarsys.net emsmtp.us emarsys.us | emarsys.net | | no
emblue | emBlue | https://www.embluemail.com | embluemail.com | _spf.embluemail.com | | | no
emma | Emma (Marigold) | https://myemma.com | e2ma.net | e2ma.net | e2ma.net | e2ma.net | no
envoke | Envoke | https://envoke.com | envoke.com | spf.envoke.com | | | no
epressi | ePressi | https://www.epressi.com | epressi.com | spf.epressi.com | | | no
evalanche | Evalanche (SC-Networks) | https://www.evalanche.com | scnem.com | _spf.senders.scnem.com | | | no
extole | Extole | https://www.extole.com | extole.io | spf.extole.io | | | no
flexmail | Flexmail | https://flexmail.be | flexmail.eu | spf.flexmail.eu | | | no
getresponse | GetResponse | https://www.getresponse.com | getresponse.com getresponse-mail.com | getresponse-mail.com | getresponse-mail.com | getresponse-mail.com | no
govdelivery | Granicus govDelivery | https://granicus.com | govdelivery.com | | govdelivery.com | govdelivery.com | no
heyloyalty | Heyloyalty | https://heyloyalty.com | heyloyalty.com | send.heyloyalty.com | | | no
hubspot | HubSpot | https://www.hubspot.com | hubspotemail.net | spf.hubspotemail.net hubspotemail.net | hubspotemail.net hubspot.com | hubspotemail.net | no
icontact | iContact | https://www.icontact.com | icpbounce.com | icpbounce.com | | | no
infomaniak-newsletter | Infomaniak Newsletter | https://www.infomaniak.com/newsletter | | newsletter.infomaniak.com | | | no
inxmail | Inxmail | https://www.inxmail.de | inxserver.de inxserver.com | | | | no
jangomail | JangoMail | https://www.jangomail.com | jangomail.com | jangomail.com | | | no
klaviyo | Klaviyo | https://www.klaviyo.com | klaviyomail.com | | klaviyomail.com | klaviyomail.com | no
lianamailer | LianaMailer | https://www.lianatech.com | lianamailer.com | spf.lianamailer.com | | | no
mad-mimi | GoDaddy Email Marketing (Mad Mimi) | https://madmimi.com | madmimi.com gem.godaddy.com | | madmimi.com | madmimi.com | no
mailcamp | MailCamp | https://www.mailcamp.nl | mailcamp.nl | spf.mailcamp.nl | | | no
mailcampaigns | MailCampaigns | https://www.mailcampaigns.nl | mailcampaigns.nl | _spf.mailcampaigns.nl | | | no
mailchimp | Mailchimp | https://mailchimp.com | mcsv.net mcdlv.net rsgsv.net | servers.mcsv.net spf1.mcsv.net rsgsv.net | mcsv.net mailchimpapp.com | mcsv.net mcdlv.net rsgsv.net | no
maildesigner365 | Mail Designer 365 (welovemails) | https://www.maildesigner365.com | welovemails.com | spf.welovemails.com | | | no
mailee-me | Mailee.me | https://mailee.me | mailee.me | _spf.mailee.me spf.mailee.net | | | no
mailendo | Mailendo | https://www.mailendo.com | mailendo.com | spfa.mailendo.com | | | no
mailercloud | Mailercloud | https://www.mailercloud.com | mlrcloud.com | mlrcloud.com | | | no
mailerlite | MailerLite | https://www.mailerlite.com | mlsend.com | _spf.mlsend.com spf.mlsend.com mlsend.com | mlsend.com | mlsend.com | no
mailpoet | MailPoet Sending Service | https://www.mailpoet.com | sendingservice.net | spf.sendingservice.net | sendingservice.net | sendingservice.net | no
mailpro | Mailpro | https://www.mailpro.com | mailpro.com | spf.mailpro.com | | | no
mailrelay | Mailrelay | https://mailrelay.com | ipzmarketing.com mailrelay.com | spf.ipzmarketing.com _spf.ipzmarketing.com mailrelay.com | | | no
mailtarget | MailTarget | https://mailtarget.co | mailtarget.co | spf.mailtarget.co | | | no
mailup | MailUp | https://www.mailup.com | musvc.com | musvc.com | | | no
marketingplatform-dk | MarketingPlatform | https://marketingplatform.com | mailmailmail.net | mailmailmail.net | | | no
marketo | Adobe Marketo Engage | https://business.adobe.com | mktomail.com | mktomail.com | mktomail.com mktdns.com | mktomail.com | no
mdirector | MDirector | https://www.mdirector.com | md02.com | md02.com | | | no
message-business | Message Business (Spread) | https://www.message-business.com | message-business.com | message-business.com | | | no
moosend | Moosend | https://moosend.com | | spf.moosend.com | moosend.com | | no
myconvento | Convento | https://www.convento.de | myconvento.com | spfa.myconvento.com | | | no
newsletter2go | Newsletter2Go (now Brevo) | https://www.newsletter2go.de | nl2go.com | spf.nl2go.com spf1.nl2go.com spf2.nl2go.com spf3.nl2go.com | | | no
newzapp | NewZapp | https://www.newzapp.co.uk | newzapp.co.uk | _spf.newzapp.co.uk | | | no
optimizely-campaign | Optimizely Campaign (optivo broadmail) | https://www.optimizely.com | broadmail.de broadmail.live | | broadmail.de | | no
oracle-responsys | Oracle Responsys | https://www.oracle.com/cx | rsys5.com responsys.net | | responsys.net | rsys5.com | no
oximailing | Oximailing | https://www.oximailing.com | oximailing.com | spf.oximailing.com | | | no
pardot | Salesforce Account Engagement (Pardot) | https://www.salesforce.com/marketing | pardot.com | aspmx.pardot.com et._spf.pardot.com | pardot.com | | no
predictive-response | Predictive Response | https://www.predictiveresponse.com | predictiveresponse.net | spf.predictiveresponse.net | | | no
presscloud | PressCloud | https://www.presscloud.com | presscloud.com | _spf.presscloud.com | | | no
prezly | Prezly | https://www.prezly.com | prezlymail.com | prezlymail.com | | | no
rapidmail | rapidmail | https://www.rapidmail.de | emailsys.net emailsys1a.net emailsys2a.net | spf.emailsys.net | emailsys.net | emailsys.net | no
rd-station | RD Station | https://www.rdstation.com | rdstation.com.br | _spf.rdstation.com.br | | | no
sailthru | Sailthru | https://www.sailthru.com | sailthru.com | aspmx.sailthru.com | sailthru.com | | no
salesforce-marketing-cloud | Salesforce Marketing Cloud | https://www.salesforce.com | exacttarget.com | cust-spf.exacttarget.com | exacttarget.com | exacttarget.com | no
selligent | Selligent (Marigold Engage) | https://meetmarigold.com | emsecure.net slgnt.eu | | | | no
sender-net | Sender | https://www.sender.net | sendersrv.com | sendersrv.com smtp.sendersrv.com | sendersrv.com | sendersrv.com | no
sendpulse | SendPulse | https://sendpulse.com | sendpulse.com | mxsspf.sendpulse.com mxsmtp.sendpulse.com | | | no
smaily | Smaily | https://smaily.com | smaily.com | _spf.smaily.com | | | no
smartemailing | SmartEmailing | https://www.smartemailing.cz | smartemailing.cz | spf.smartemailing.cz | | | no
spotler | Spotler MailPlus | https://spotler.com | mailplus.nl spotler.email | mailplus.nl _spf.mailplus.nl _spf.spotler.email | | | no
squalomail | SqualoMail | https://www.squalomail.com | squalomail.com | spf.squalomail.com | | | no
stibee | Stibee | https://stibee.com | stibee.com | mail.stibee.com | | | no
teenvio | Teenvio | https://www.teenvio.com | teenvio.com | teenvio.com | | | no
thaibulkmail | Thaibulkmail | https://www.thaibulkmail.com | thaibulkmail.com | _spf.thaibulkmail.com | | | no
ubivox | Ubivox | https://www.ubivox.com | ubivox.com | spf.ubivox.com | | | no
ungapped | Ungapped | https://ungapped.com | ungapped.io ungapped.com | _spf.ungapped.io _spf.ungapped.com _spf.ungapped.email | | | no
unisender | Unisender | https://www.unisender.com | unisender.com | spf.unisender.com | | | no
vision6 | Vision6 | https://www.vision6.com | v6send.net | spf.v6send.net app3.au.v6send.net | v6send.net | v6send.net | no
ymlp | YMLP | https://www.ymlp.com | ymlp.com | spf.ymlp.com | | | no
zoho-campaigns | Zoho Campaigns | https://www.zoho.com/campaigns | zcsend.net zcsend.eu | zcsend.net eu.zcsend.net au.zcsend.net zcsend.eu zcsend.ca send.zcsend.eu | zcsend.net | zcsend.net | no
`,
);
