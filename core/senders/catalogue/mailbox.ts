import { serviceTable } from './service-table.ts';

export const mailbox = serviceTable(
  'mailbox',
  `
a1-at | A1 Telekom Austria | https://www.a1.net | a1.net | bspf.a1.net aspf.a1.net spf.a1.net spf-out.a1.at | a1.net | a1.net aon.at | both
abv-bg | ABV Mail | https://www.abv.bg | abv.bg | | abv.bg | abv.bg | both
aliyun-mail | Alibaba Mail | https://qiye.aliyun.com | mail.aliyun.com | spf.qiye.aliyun.com spf.mxhichina.com | aliyun.com | aliyun.com | both
aol-mail | AOL Mail | https://mail.aol.com | mx.aol.com | | aol.com verizon.net | aol.com verizon.net | both
au-kddi | au (KDDI) Mail | https://www.au.com | au.com ezweb.ne.jp | | au.com ezweb.ne.jp | au.com ezweb.ne.jp | both
bbox | Bouygues Telecom (Bbox) | https://www.bouyguestelecom.fr | bbox.fr | | bbox.fr | bbox.fr | both
biglobe | BIGLOBE Mail | https://www.biglobe.ne.jp | biglobe.ne.jp | | biglobe.ne.jp | biglobe.ne.jp | both
bt-internet | BT | https://www.bt.com | btinternet.com | | btinternet.com | btinternet.com | both
charter-spectrum | Charter Spectrum | https://www.spectrum.net | charter.net | | charter.net | charter.net | both
comcast | Comcast Xfinity | https://www.xfinity.com | comcast.net | | comcast.net | comcast.net | both
coremail | Coremail | https://www.coremail.cn | icoremail.net | | | | both
cox | Cox | https://www.cox.com | cox.net | | cox.net | cox.net | both
daum-mail | Daum and Kakao Mail | https://mail.daum.net | hanmail.net daum.net | _spf.daum.net | hanmail.net daum.net kakao.com | hanmail.net daum.net | both
dna-fi | DNA (Finland) | https://www.dna.fi | dnamail.fi dnainternet.net | _spf.dnainternet.net _spf.dnamail.fi _spf2.dnamail.fi | dnamail.fi | dnamail.fi | both
elisa | Elisa (Finland) | https://elisa.fi | elisanet.fi elisa.fi | spf.elisanet.fi _spf1.elisa.fi | elisanet.fi | elisanet.fi | both
fastmail | Fastmail | https://www.fastmail.com | messagingengine.com | spf.messagingengine.com | messagingengine.com fastmail.com fastmail.fm | fastmail.com | both
feishu-mail | Feishu and Lark Mail | https://www.feishu.cn | larksuite.com feishu.cn | _netblocks.m.feishu.cn | | | both
free-fr | Free (France) | https://www.free.fr | free.fr | | free.fr | free.fr | both
freenet | freenet Mail | https://email.freenet.de | freenet.de | | freenet.de | freenet.de | both
gmx | GMX | https://www.gmx.net | gmx.net | | gmx.de gmx.net gmx.at gmx.ch | gmx.de gmx.net | both
google-workspace | Google Workspace and Gmail | https://workspace.google.com | google.com | _spf.google.com aspmx.googlemail.com _netblocks.google.com _netblocks2.google.com _netblocks3.google.com | gmail.com googlemail.com gappssmtp.com google.com | gmail.com googlemail.com | both
hiworks | Hiworks (Gabia) | https://www.hiworks.com | hiworks.co.kr | _spf.hiworks.com _spf.hiworks.co.kr | | | both
hushmail | Hushmail | https://www.hushmail.com | hushmail.com | | hushmail.com | hushmail.com | both
icloud-mail | iCloud Mail | https://www.icloud.com | me.com icloud.com | icloud.com | icloud.com me.com mac.com | icloud.com me.com mac.com | both
intermedia | Intermedia Exchange | https://www.intermedia.com | serverdata.net | spf.intermedia.net | | | both
iskon | Iskon | https://www.iskon.hr | iskon.hr | _spf.mail.iskon.hr | | | both
kabelplus | kabelplus | https://www.kabelplus.at | kabelplus.at | clientspf.kabelplus.at | | | both
kpn | KPN | https://www.kpn.com | kpnmail.nl | | kpnmail.nl planet.nl | kpnmail.nl | both
laposte-net | La Poste.net | https://www.laposte.net | laposte.net | | laposte.net | laposte.net | both
libero | Libero and Virgilio | https://www.libero.it | libero.it | | libero.it virgilio.it | libero.it | both
line-works | LINE WORKS (NAVER WORKS) | https://line-works.com | worksmobile.com | spf.worksmobile.com | | | both
magenta-at | Magenta Business (Austria) | https://www.magenta.at | upcmail.net upcbusiness.at | _spf.mymagenta.business mail.upcbusiness.at | | | both
magyar-telekom | Magyar Telekom (T-Online) | https://www.telekom.hu | t-online.hu | _spf.t-online.hu t-online.hu | t-online.hu | t-online.hu | both
mail-com | mail.com and GMX international | https://www.mail.com | gmx.com | | mail.com gmx.com | mail.com gmx.com | both
mail-ru | Mail.ru and VK WorkSpace | https://mail.ru | mail.ru smailru.net | _spf.mail.ru | mail.ru bk.ru inbox.ru list.ru | mail.ru bk.ru inbox.ru list.ru | both
mailbox-org | mailbox.org | https://mailbox.org | mailbox.org | mailbox.org | mailbox.org | mailbox.org | both
mailfence | Mailfence | https://mailfence.com | contactoffice.com mailfence.com | _spf.mailfence.com | mailfence.com | mailfence.com | both
mailnara | MailNara | https://www.mailnara.co.kr | mailnara.co.kr | _spf1.mailnara.co.kr _spf2.mailnara.co.kr _spf3.mailnara.co.kr | | | both
mailplug | Mailplug | https://www.mailplug.com | mailplug.co.kr | | | | both
microsoft-365 | Microsoft 365 (Exchange Online) | https://www.microsoft.com/microsoft-365 | protection.outlook.com | spf.protection.outlook.com spf.protection.office365.us | onmicrosoft.com | onmicrosoft.com | both
microsoft-365-china | Microsoft 365 operated by 21Vianet | https://www.21vbluecloud.com | protection.partner.outlook.cn | spf.protection.partner.outlook.cn | partner.onmschina.cn | | both
migadu | Migadu | https://www.migadu.com | migadu.com | spf.migadu.com smtp.migadu.com | | | both
mxroute | MXroute | https://mxroute.com | mxrouting.net mxroute.com mxlogin.com | mxroute.com mxlogin.com forward.mxroute.com | | | both
namecheap-private-email | Namecheap Private Email | https://www.namecheap.com | privateemail.com | spf.privateemail.com ips1.privateemail.com fbrelay.privateemail.com | privateemail.com | | both
naver-mail | NAVER Mail | https://mail.naver.com | naver.com | | naver.com | naver.com | both
netease-mail | NetEase Mail (163, 126, Qiye) | https://qiye.163.com | 163.com 126.com | spf.163.com | 163.com 126.com yeah.net | 163.com 126.com | both
nifty | @nifty Mail | https://www.nifty.com | nifty.com | | nifty.com | nifty.com | both
ocn | OCN Mail | https://www.ntt.com | ocn.ad.jp | | ocn.ne.jp | ocn.ne.jp | both
onet | Onet Poczta | https://poczta.onet.pl | onet.pl | | onet.pl op.pl | onet.pl | both
orange-fr | Orange (France) | https://www.orange.fr | orange.fr | | orange.fr wanadoo.fr | orange.fr wanadoo.fr | both
otenet | Cosmote OTEnet | https://www.cosmote.gr | otenet.gr | spf.otenet.gr | otenet.gr | otenet.gr | both
outlook-com | Outlook.com, Hotmail and Live | https://outlook.com | | spf2.outlook.com spf-b.hotmail.com | outlook.com hotmail.com live.com msn.com | outlook.com hotmail.com live.com msn.com | both
ox-cloud | OX Cloud (Open-Xchange) | https://www.open-xchange.com | oxcs.net | spf.cloudus.xion.oxcs.net | | | both
polarismail | PolarisMail | https://www.polarismail.com | emailarray.com | emailarray.com | | | both
posteo | Posteo | https://posteo.de | posteo.de | | posteo.net posteo.de | posteo.net posteo.de | both
proton-mail | Proton Mail | https://proton.me | protonmail.ch proton.ch | _spf.protonmail.ch | protonmail.com proton.me pm.me | protonmail.com proton.me | both
proximus | Proximus | https://www.proximus.be | isp.proximus.be isp.belgacom.be | | skynet.be proximus.be | skynet.be | both
purelymail | Purelymail | https://purelymail.com | purelymail.com | _spf.purelymail.com | | | both
rackspace-email | Rackspace Email | https://www.rackspace.com | emailsrvr.com | emailsrvr.com | emailsrvr.com | | both
rambler | Rambler Mail | https://mail.rambler.ru | rambler.ru | | rambler.ru | rambler.ru | both
riseup | Riseup | https://riseup.net | riseup.net | | riseup.net | riseup.net | both
runbox | Runbox | https://runbox.com | runbox.com | spf.runbox.com | runbox.com | runbox.com | both
seznam | Seznam Email | https://email.seznam.cz | seznam.cz | spf.seznam.cz | seznam.cz email.cz post.cz | seznam.cz | both
sfr | SFR | https://www.sfr.fr | sfr.fr | | sfr.fr neuf.fr | sfr.fr | both
shaw | Shaw | https://www.shaw.ca | shaw.ca | mail.shaw.ca | shaw.ca | shaw.ca | both
sina-mail | Sina Mail | https://mail.sina.com.cn | sina.com.cn | | sina.com sina.cn | sina.com | both
siol | Telekom Slovenije (SIOL) | https://www.siol.net | siol.net | spf.siol.net | siol.net | siol.net | both
skymail | SkyMail | https://www.skymail.com.br | skymail.net.br skymail.com.br | spf.skymail.net.br | | | both
softbank-jp | SoftBank Mail | https://www.softbank.jp | softbank.ne.jp | | softbank.ne.jp | softbank.ne.jp i.softbank.jp | both
soverin | Soverin | https://soverin.net | soverin.net | | | | both
spacemail | Spacemail (Spaceship) | https://www.spaceship.com | spacemail.com | spf.spacemail.com | | | both
startmail | StartMail | https://www.startmail.com | startmail.com | spf.startmail.com | startmail.com | startmail.com | both
swisscom | Swisscom and Bluewin | https://www.swisscom.ch | bluewin.ch swisscom.com | _spf.bluewin.ch spf.swisscom.com mailsecurity.swisscom.com | bluewin.ch | bluewin.ch | both
t-online | Telekom Mail (T-Online) | https://www.t-online.de | t-online.de | | t-online.de magenta.de | t-online.de | both
telenet | Telenet | https://www.telenet.be | telenet-ops.be | | telenet.be | telenet.be | both
telia | Telia | https://www.telia.se | telia.net telia.com | spf-a.telia.com spf-b.telia.com mail-se-relay.telia.net | telia.com | telia.com | both
telstra | Telstra BigPond Mail | https://www.telstra.com.au | bigpond.com | smtp.telstrabusiness.com | bigpond.com | bigpond.com | both
tencent-exmail | Tencent Exmail and QQ Mail | https://exmail.qq.com | qq.com | spf.mail.qq.com | qq.com foxmail.com | qq.com foxmail.com | both
terra-br | Terra Mail | https://www.terra.com.br | terra.com | | terra.com.br | terra.com.br | both
tim-it | TIM (Alice) | https://www.tim.it | tim.it | | tim.it alice.it | alice.it tim.it | both
titan-email | Titan and Flockmail | https://titan.email | titan.email flockmail.com | spf.titan.email _spf1.titan.email _spf2.titan.email _spf3.titan.email spf.flockmail.com | | | both
tucows-hostedemail | OpenSRS Hosted Email (Tucows, Hover) | https://opensrs.com | hostedemail.com | _spf.hostedemail.com | | | both
tuta | Tuta (Tutanota) | https://tuta.com | tutanota.de tutao.de | spf.tutanota.de | tutanota.de tuta.com tuta.io | tuta.com | both
uol-mail | UOL and BOL Mail | https://www.uol.com.br | uol.com.br | | uol.com.br bol.com.br | uol.com.br bol.com.br | both
videotron | Videotron | https://www.videotron.com | videotron.ca | _spf.videotron.ca | videotron.ca | videotron.ca | both
virgin-media | Virgin Media | https://www.virginmedia.com | virginmedia.com | | virginmedia.com | virginmedia.com | both
vnpt-mail | VNPT Mail | https://vnpt.com.vn | vnptmail.vn | spf.vnptmail.vn | | | both
vodafone-de | Vodafone Mail (Germany) | https://www.vodafone.de | vodafonemail.de arcor-online.net | | vodafonemail.de arcor.de | vodafonemail.de arcor.de | both
web-de | WEB.DE | https://web.de | web.de | | web.de | web.de | both
wp-pl | WP and o2 Poczta | https://poczta.wp.pl | wp.pl | | wp.pl o2.pl | wp.pl o2.pl | both
yahoo-japan | Yahoo! JAPAN Mail | https://mail.yahoo.co.jp | yahoo.co.jp | | yahoo.co.jp | yahoo.co.jp | both
yahoo-mail | Yahoo Mail | https://mail.yahoo.com | yahoo.com | _spf.mail.yahoo.com | yahoo.com ymail.com rocketmail.com | yahoo.com ymail.com rocketmail.com | both
yandex-360 | Yandex 360 and Yandex Mail | https://360.yandex.ru | mail.yandex.net | _spf.yandex.net _spf.yandex.ru | yandex.ru yandex.com ya.ru | yandex.ru yandex.com ya.ru | both
ziggo | Ziggo | https://www.ziggo.nl | ziggo.nl | | ziggo.nl | ziggo.nl | both
zoho-mail | Zoho Mail | https://www.zoho.com/mail | zoho.com zoho.eu zoho.in zoho.com.au zohomail.com | zoho.com zoho.eu zohomail.com zohomail.eu spf.zoho.com spf.zohomail.com spf.zohomail.eu one.zoho.com one.zoho.com.au | zohomail.com zoho.com zohomail.eu zohomail.in | zohomail.com | both
`,
);
