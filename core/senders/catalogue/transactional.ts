import { serviceTable } from './service-table.ts';

export const transactional = serviceTable(
  'transactional',
  `
ahasend | AhaSend | https://ahasend.com | | spf.ahasend.com | | | no
aliyun-directmail | Alibaba Cloud DirectMail | https://www.alibabacloud.com | dm.aliyun.com | spf1.dm.aliyun.com | | | no
amazon-ses | Amazon SES | https://aws.amazon.com/ses | amazonses.com | amazonses.com | amazonses.com | amazonses.com | no
authsmtp | AuthSMTP | https://www.authsmtp.com | authsmtp.com | authsmtp.com | | | no
azure-communication-services | Azure Communication Services Email | https://azure.microsoft.com | | | azurecomm.net | azurecomm.net | no
blastengine | blastengine and Blastmail | https://blastengine.jp | besender.jp | spf.besender.jp | | | no
brevo | Brevo (Sendinblue) | https://www.brevo.com | sender-sib.com mailin.fr | spf.brevo.com spf.sendinblue.com gx.d.sender-sib.com | brevosend.com sendinblue.com | sender-sib.com mailin.fr | no
elastic-email | Elastic Email | https://elasticemail.com | mta1.net mta2.net mta3.net mta4.net elasticemail.com | _spf.elasticemail.com | elasticemail.com | bounces.elasticemail.net | no
email-cluster | Email-Cluster relay | https://email-cluster.com | email-cluster.com | relay.email-cluster.com | | | both
emaillabs | EmailLabs | https://emaillabs.io | emaillabs.co | _spf.emaillabs.co | | | no
firebase | Firebase Authentication mail | https://firebase.google.com | firebasemail.com | _spf.firebasemail.com | firebaseapp.com | firebaseapp.com | no
flowmailer | Flowmailer (Spotler SendPro) | https://flowmailer.com | flowmailer.net | spf.flowmailer.net | | | no
greatmail | Greatmail | https://www.greatmail.com | greatmail.com | spf.greatmail.com | | | no
keplars | Keplars | https://keplars.com | | keplarsmail.com | | | no
kinsta-mail | Kinsta mail relay | https://kinsta.com | | relay.kinstamailservice.com | | | no
mailbaby | MailBaby | https://www.mail.baby | mailbaby.net | relay.mailbaby.net spf.mailbaby.net spf-c.mailbaby.net | | | both
mailchannels | MailChannels | https://www.mailchannels.com | mailchannels.net | relay.mailchannels.net spf1.mailchannels.net spf2.mailchannels.net mailchannels.net | | | both
mailersend | MailerSend | https://www.mailersend.com | mailersend.net | _spf.mailersend.net mailersend.net | mailersend.net mailersend.com | mailersend.net | no
mailgrid-br | MailGrid | https://www.mailgrid.com.br | mailgrid.com.br mailgrid.net.br | spf.mailgrid.com.br spf.mailgrid.net.br mailgrid.com.br mailgrid.net.br | | | no
mailgun | Mailgun | https://www.mailgun.com | mailgun.net mailgun.us | mailgun.org eu.mailgun.org _spf.mailgun.org _spf1.mailgun.org _spf2.mailgun.org _spf.eu.mailgun.org | mailgun.org mailgun.net | mailgun.org | no
mailjet | Mailjet | https://www.mailjet.com | mailjet.com | spf.mailjet.com | mailjet.com | bnc3.mailjet.com | no
mailomat | Mailomat | https://mailomat.swiss | mailomat.cloud | mailomat.cloud | | | no
mailtrap | Mailtrap | https://mailtrap.io | mailtrap.live | _spf.smtp.mailtrap.live | smtp.mailtrap.live | | no
mandrill | Mailchimp Transactional (Mandrill) | https://mailchimp.com/transactional | mandrillapp.com | spf.mandrillapp.com mandrillapp.com | mandrillapp.com | mandrillapp.com | no
mpme | MPME relay (Japan) | https://mpme.jp | mpme.jp | spf-bma.mpme.jp | | | no
oracle-dyn | Oracle Dyn Email Delivery | https://www.oracle.com | dynect.net | spf.dynect.net | | | no
oracle-email-delivery | Oracle Cloud Email Delivery | https://www.oracle.com/cloud | oracleemaildelivery.com | rp.oracleemaildelivery.com eu.rp.oracleemaildelivery.com ap.rp.oracleemaildelivery.com spf.oracleemaildelivery.com rp.oraclegovemaildelivery.uk | | oracleemaildelivery.com | no
pepipost | Netcore (Pepipost) | https://netcorecloud.com | pepipost.com pepipost.net | pepipost.net | | | no
postageapp | PostageApp | https://postageapp.com | postageapp.com | mailer.postageapp.com | | | no
postmark | Postmark | https://postmarkapp.com | mtasv.net | spf.mtasv.net | pm.mtasv.net | pm.mtasv.net | no
resend | Resend | https://resend.com | | send.resend.dev | resend.dev | resend.dev | no
scaleway-tem | Scaleway Transactional Email | https://www.scaleway.com | scw-tem.cloud | _spf.tem.scaleway.com | | | no
sendclean | SendClean | https://www.sendclean.com | sendclean.net | _spf.us.sendclean.net | | | no
sendcloud-cn | SendCloud | https://www.sendcloud.net | sendcloud.org | spf.sendcloud.org | sendcloud.org | sendcloud.org | no
sendgrid | Twilio SendGrid | https://sendgrid.com | sendgrid.net | sendgrid.net ab.sendgrid.net spf.sendgrid.net | sendgrid.net sendgrid.info | sendgrid.net | no
smtp-com | SMTP.com | https://www.smtp.com | smtp.com | _spf.smtp.com | | | no
smtp2go | SMTP2GO | https://www.smtp2go.com | smtp2go.com | spf.smtp2go.com smtp2go.com smtp2go.net _spf.smtp2go.net return.smtp2go.net mail.smtp2go.com | smtpcorp.com smtp2go.com | smtpservice.net | no
smtpexpress-br | SMTP Express | https://smtpexpress.com.br | smtpexpress.com.br | _spf.smtpexpress.com.br _emailmarketing.smtpexpress.com.br | | | no
smtpkit | SMTPKit | https://smtpkit.com | | smtpkit.com | | | no
socketlabs | SocketLabs | https://www.socketlabs.com | socketlabs.com | email-od.com | email-od.com | email-od.com | no
sparkpost | SparkPost (Bird) | https://www.sparkpost.com | sparkpostmail.com | sparkpostmail.com _spf.sparkpostmail.com _netblocks.sparkpostmail.com _spf.eu.sparkpostmail.com _eu.spf.sparkpostmail.com | sparkpostmail.com | sparkpostmail.com | no
submail | SUBMAIL | https://www.mysubmail.com | | spf.submail.me | | | no
tencent-ses | Tencent Cloud SES | https://cloud.tencent.com | qcloudmail.com | qcloudmail.com | qcloudmail.com | qcloudmail.com | no
tipimail | Tipimail (Sarbacane) | https://www.tipimail.com | tipimail.com | spf.tipimail.com | | | no
turbosmtp | turboSMTP | https://serversmtp.com | serversmtp.com turbo-smtp.com | turbo-smtp.com spf.turbo-smtp.com | | | no
uk-smtp | UKSMTP | https://www.uksmtp.co.uk | uksmtp.co.uk | spf.uksmtp.co.uk spf-a.uksmtp.co.uk | | | no
unione | UniOne | https://unione.io | unione.io | spf.unione.io | | | no
zeptomail | Zoho ZeptoMail | https://www.zoho.com/zeptomail | zeptomail.com zeptomail.eu transmail.net | zeptomail.net eu.zeptomail.net ca.zeptomail.net transmail.net eu.transmail.net transmail.net.au | zeptomail.com | zeptomail.com | no
zoho-mail360 | Zoho Mail360 | https://www.zoho.com/mail360 | | spf.zohomail360.com spf.zohomail360.com.au spf.zohomail360.ca spf.zohomail360.uk zohomail360.com zohomail360.com.au | | | no
`,
);
