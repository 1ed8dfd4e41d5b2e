import { serviceTable } from './service-table.ts';

export const finance = serviceTable(
  'finance',
  `
afas | AFAS | https://www.afas.nl | afas.online | spf.afas.online | | | no
braintree | Braintree | https://www.braintreepayments.com | braintreegateway.com | spf.braintreegateway.com | | | no
collectonline | Collect Online | https://collectonline.eu | collectonline.eu | spf.collectonline.eu | | | no
docusign | DocuSign | https://www.docusign.com | docusign.net | docusign.net | docusign.net | docusign.net | no
netsuite | Oracle NetSuite | https://www.netsuite.com | netsuite.com | sent-via.netsuite.com | netsuite.com | sent-via.netsuite.com | no
paymentus | Paymentus | https://www.paymentus.com | paymentus.com | _xnspf.paymentus.com _x1spf.paymentus.com _x2spf.paymentus.com | | | no
paypal | PayPal | https://www.paypal.com | paypal.com | | paypal.com paypal.de | paypal.com | no
quickbooks | Intuit QuickBooks | https://quickbooks.intuit.com | intuit.com | _spf.intuit.com | intuit.com | | no
recurly | Recurly | https://recurly.com | recurly.com | spf.recurly.com | | | no
sage-intacct | Sage Intacct | https://www.sageintacct.com | intacct.com | _spf.intacct.com | | | no
securedsigning | Secured Signing | https://www.securedsigning.com | securedsigning.com | spf.securedsigning.com | | | no
signhost | Signhost (Entrust) | https://www.signhost.com | signhost.com | spf.signhost.com | | | no
signicat | Signicat | https://www.signicat.com | signicat.cloud | _spf.signicat.cloud | | | no
stripe | Stripe | https://stripe.com | stripe.com | | stripe.com | stripe.com | no
tipalti | Tipalti | https://tipalti.com | tipalti.com | spf.tipalti.com | | | no
twikey | Twikey | https://www.twikey.com | twikey.com | _spf.twikey.com | | | no
unit4 | Unit4 | https://www.unit4.com | unit4cloud.com | unit4-spf.unit4cloud.com | | | no
visma-proceedo | Visma Proceedo | https://www.visma.com | proceedo.net | proceedo.net proceedo.com | | | no
xero | Xero | https://www.xero.com | post.xero.com | | xero.com | | no
xledger | Xledger | https://xledger.com | xledger.net | spf.xledger.net | | | no
zoho-books | Zoho Books, Invoice and Creator | https://www.zoho.com/books | | eu-sender.zohobooks.com eu-sender.zohoinvoice.com usermail.zohocreator.com usermail.zohocreator.eu usermail.zohocreator.com.au | | | no
`,
);
