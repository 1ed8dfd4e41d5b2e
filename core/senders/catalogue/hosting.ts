import { serviceTable } from './service-table.ts';

export const hosting = serviceTable(
  'hosting',
  `
1984 | 1984 Hosting | https://1984.hosting | 1984.is | _spf.1984.is | | | both
1blu | 1blu | https://www.1blu.de | 1blu.de | _spf.1blu.de | | | both
20i-stackmail | 20i (StackMail) | https://www.20i.com | stackmail.com | spf.stackmail.com | | | both
a2-hosting | A2 Hosting | https://www.a2hosting.com | a2hosting.com supercp.com | spf.a2hosting.com a2hosting.com spf.supercp.com | | | both
all-inkl | ALL-INKL | https://all-inkl.com | kasserver.com | spf.kasserver.com kasserver.com | | | both
amazee-io | amazee.io | https://www.amazee.io | | spf.amazee.io | | | no
arsys | Arsys (serviciodecorreo.es) | https://www.arsys.es | serviciodecorreo.es | _spf.serviciodecorreo.es _netblock1.serviciodecorreo.es | | | both
aruba-it | Aruba | https://www.aruba.it | aruba.it | _spf.aruba.it | aruba.it | aruba.it | both
ati-tn | ATI Tunisia | https://www.ati.tn | ati.tn | _spf.ati.tn | | | both
axarnet | Axarnet | https://axarnet.es | axarnet.es | _sh.axarnet.es | | | both
beget | Beget | https://beget.com | beget.com beget.ru | beget.com _spf.beget.com | | | both
bluehost | Bluehost | https://www.bluehost.com | bluehost.com unifiedlayer.com | bluehost.com spf2.bluehost.com | | | both
buzondecorreo | Piensa Solutions (buzondecorreo.com) | https://www.piensasolutions.com | buzondecorreo.com | _spf.buzondecorreo.com | | | both
cdmon | cdmon | https://www.cdmon.com | cdmon.com | | | | both
cesky-hosting | Český hosting | https://www.cesky-hosting.cz | cesky-hosting.cz | spf.cesky-hosting.cz cesky-hosting.cz | | | both
combell | Combell (MailProtect) | https://www.combell.com | mailprotect.be | _spf.relay.mailprotect.be _spf.mailprotect.be | | | both
conoha | ConoHa (z.com) | https://www.conoha.jp | cloud.z.com | _spf.wh.cloud.z.com | | | both
curanet | Curanet (team.blue Denmark) | https://curanet.dk | curanet.dk | spf.curanet.dk | | | both
cyberfolks | cyber_Folks | https://cyberfolks.pl | cyberfolks.pl | _spf.cyberfolks.pl | | | both
cyon | cyon | https://www.cyon.ch | cyon.ch cyon.net | spf.protection.cyon.net | | | both
datacenter-fi | Datacenter Finland | https://datacenter.fi | datacenter.fi | _spf.datacenter.fi spf.datacenter.fi | | | both
dhosting | dhosting.pl | https://dhosting.pl | dhosting.pl dhosting.com | _mail.dhosting.pl | | | both
domainfactory | DomainFactory | https://www.df.eu | ispgateway.de | ispgateway.de | | | both
domeneshop | Domeneshop | https://domene.shop | domeneshop.no | _spf.domeneshop.no | | | both
dondominio | DonDominio | https://www.dondominio.com | dondominio.com | spf.dondominio.com | | | both
doteasy | Doteasy | https://www.doteasy.com | doteasy.com | _hostingspf.doteasy.com | | | both
dreamhost | DreamHost | https://www.dreamhost.com | dreamhost.com | netblocks.dreamhost.com | | | both
dvz-mv | DVZ Mecklenburg-Vorpommern | https://www.dvz-mv.de | dvz-mv.de | _spf.dvz-mv.de | | | both
easyname | easyname | https://www.easyname.com | easyname.com | spf.easyname.com | | | both
fasthosts | Fasthosts (Livemail) | https://www.fasthosts.co.uk | livemail.co.uk | _spf.livemail.co.uk | | | both
fastmail-gr | fastmail.gr relay (Greece) | https://fastmail.gr | fastmail.gr | _spf.fastmail.gr | | | both
forpsi | Forpsi (Aruba CZ) | https://www.forpsi.com | forpsi.com | _spf.forpsi.com | | | both
gandi | Gandi | https://www.gandi.net | mail.gandi.net | _mailcust.gandi.net _nblcust.gandi.net | | | both
glesys | GleSYS | https://glesys.se | glesys.se | spf.glesys.se | | | both
godaddy | GoDaddy email | https://www.godaddy.com | secureserver.net | secureserver.net spf-0.secureserver.net | secureserver.net | | both
goneo | goneo | https://www.goneo.de | goneo.de | _spf.goneo.de | | | both
greengeeks | GreenGeeks | https://www.greengeeks.com | greengeeks.net | spf.greengeeks.net | | | both
heinlein-jpberlin | JPBerlin (Heinlein Hosting) | https://www.jpberlin.de | jpberlin.de | _spf.jpberlin.de | jpberlin.de | jpberlin.de | both
heteml | heteml | https://heteml.jp | heteml.jp | _spf.heteml.jp _spf01.heteml.jp | | | both
hetzner | Hetzner webhosting | https://www.hetzner.com | your-server.de | | | | both
home-pl | home.pl | https://home.pl | home.pl | _spf.home.pl | | | both
homehost | HomeHost | https://www.homehost.com.br | homehost.com.br | spf.homehost.com.br | | | both
host-europe | Host Europe | https://www.hosteurope.de | hosteurope.de server-he.de | spf.server-he.de spfb.server-he.de spfc.server-he.de | | | both
host-ww | HostWW | https://host-ww.net | host-ww.net | spf.host-ww.net | | | both
hostgator | HostGator | https://www.hostgator.com | hostgator.com websitewelcome.com | websitewelcome.com spf.websitewelcome.com spf.hostgator.com | | | both
hostgator-brasil | HostGator Brasil | https://www.hostgator.com.br | hostgator.com.br | spf.hostgator.com.br | | | both
hosting-de | hosting.de | https://www.hosting.de | hosting.de | spf.hosting.de | | | both
hosting-ukraine | Hosting Ukraine | https://www.ukraine.com.ua | ukraine.com.ua | _spf.ukraine.com.ua | | | both
hostinger | Hostinger | https://www.hostinger.com | hostinger.com hostinger.io | _spf.mail.hostinger.com relay.mail.hostinger.com spf.mx.hostinger.com | | | both
hostnet | Hostnet | https://www.hostnet.nl | hostnet.nl | _spf.hostnet.nl | | | both
hostopia | Hostopia (MegaMailServers) | https://www.hostopia.com | megamailservers.com carrierzone.com | spfc7.megamailservers.com spfc11.megamailservers.com spfc76.carrierzone.com | | | both
hostpapa | HostPapa | https://www.hostpapa.com | hostpapa.com | spf.hostpapa.com | | | both
hostpoint | Hostpoint | https://www.hostpoint.ch | hostpoint.ch | spf.mail.hostpoint.ch spf-permissive.mail.hostpoint.ch _spf.mail.hostpoint.ch | | | both
i-web-ch | i-web | https://www.i-web.ch | i-web.ch | _spf.i-web.ch | | | both
idcloudhost | IDCloudHost | https://idcloudhost.com | idcloudhost.com | spf.idcloudhost.com | | | both
infomaniak | Infomaniak | https://www.infomaniak.com | infomaniak.ch | spf.infomaniak.ch spf.infomaniak.com relay.mail.infomaniak.ch | | | both
inmotion | InMotion Hosting | https://www.inmotionhosting.com | inmotionhosting.com | spf.inmotionhosting.com | | | both
ionos | IONOS (1&1) | https://www.ionos.com | kundenserver.de perfora.net | _spf.kundenserver.de _spf.perfora.net _spf-eu.ionos.com _spf-us.ionos.com mout.kundenserver.de | | | both
iway-ch | iWay | https://www.iway.ch | iway.ch | spf.iway.ch | | | both
jagoanhosting | Jagoan Hosting | https://www.jagoanhosting.com | jagoanhosting.com | spf.jagoanhosting.com | | | both
justhost | JustHost and HostMonster | https://www.justhost.com | justhost.com hostmonster.com | justhost.com hostmonster.com | | | both
kinghost | KingHost | https://king.host | kinghost.net uni5.net | _spf.kinghost.net _spf.uni5.net | | | both
kreativmedia | Kreativ Media | https://www.kreativmedia.ch | kreativmedia.ch | _spf.kreativmedia.ch | | | both
loading-es | Loading | https://loading.es | loading.es | _spf.loading.es | | | both
locaweb | Locaweb | https://www.locaweb.com.br | locaweb.com.br | _spf.locaweb.com.br _spf2.locaweb.com.br | | | both
lolipop | Lolipop | https://lolipop.jp | lolipop.jp | _spf.lolipop.jp | | | both
loopia | Loopia | https://www.loopia.se | loopia.se | spf.loopia.se kundspf.loopia.se | | | both
magiccloud-fi | Magic Cloud | https://www.magiccloud.fi | magiccloud.fi | spf.magiccloud.fi | | | both
mailhostbox | MailHostBox and Endurance resellers | https://www.resellerclub.com | mailhostbox.com webhostbox.net | _spf.mailhostbox.com _netblocks1.mailhostbox.com webhostbox.net _spf.myorderbox.com | | | both
manitu | manitu | https://www.manitu.de | manitu.net | _spf.manitu.net | | | both
maxer | MaxER | https://www.maxer.hu | maxer.hu | maxer.hu | | | both
metanet | METANET | https://www.metanet.ch | sui-inter.net | _spf.sui-inter.net sui-inter.net | | | both
mittwald | Mittwald | https://www.mittwald.de | agenturserver.de | agenturserver.de | | | both
mixhost | mixhost | https://mixhost.jp | mixhost.jp | _spf.mixhost.jp | | | both
mynet-at | mynet (Austria) | https://www.mynet.at | mynet.at | _spf.mynet.at _netblocks.mynet.at | | | both
namecheap-hosting | Namecheap shared hosting | https://www.namecheap.com/hosting | web-hosting.com jellyfish.systems | spf.web-hosting.com spf1.web-hosting.com spf2.web-hosting.com spf-shared.jellyfish.systems | | | both
nazwa-pl | nazwa.pl | https://www.nazwa.pl | nazwa.pl | | | | both
netcup | netcup | https://www.netcup.com | yourmailgateway.de | | | | both
nethely | Nethely | https://www.nethely.hu | nethely.hu | _spf.nethely.hu | | | both
network-solutions | Network Solutions and Register.com | https://www.networksolutions.com | netsolmail.net registeredsite.com registrarmail.net | registrarmail.net spf.cloudus.oxcs.net | | | both
nic-ru | RU-CENTER | https://www.nic.ru | nicmail.ru | nicmail.ru dc1.nicmail.ru dc2.nicmail.ru | | | both
oderland | Oderland | https://www.oderland.se | oderland.com | _spf.postal.oderland.com _vsp.oderland.com | | | both
ogicom | Ogicom | https://www.ogicom.pl | ogicom.pl | _spf.ogicom.pl | | | both
onamae | Onamae.com | https://www.onamae.com | onamae.ne.jp | _spf.onamae.ne.jp | | | both
one-com | one.com | https://www.one.com | one.com | _custspf.one.com | one.com | | both
onevoice | OneVoice | https://onevoice.no | onevoice.no | msg-out._spf.onevoice.no onevoice.no espf1.onevoice.no | | | both
ovh | OVHcloud mail | https://www.ovhcloud.com | mail-out.ovh.net mail.ovh.net | mx.ovh.com mx.ovh.ca | | | both
pair-networks | pair Networks | https://www.pair.com | pair.com | relay.pair.com webmail.pair.com | | | both
palvelukanava | Palvelukanava | https://palvelukanava.fi | palvelukanava.fi | spf.palvelukanava.fi | | | both
post-at | Österreichische Post Business Solutions | https://www.post.at | post.at | mxs.post.at spf-pp.post.at spf1.post.at spf2.post.at | | | both
profesionalhosting | Profesional Hosting | https://www.profesionalhosting.com | profesionalhosting.com | spf.profesionalhosting.com | | | both
profi-server | profi-server.net | https://profi-server.net | profi-server.net | spf.profi-server.net | | | both
proisp | PRO ISP | https://www.proisp.no | proisp.no | _spf.proisp.no | | | both
rackhost | Rackhost | https://www.rackhost.hu | rackhost.hu | _cspf.rackhost.hu | | | both
raiola | Raiola Networks | https://raiolanetworks.com | raiolanetworks.com | spf.raiolanetworks.com | | | both
redehost | RedeHost | https://www.redehost.com.br | redehost.com.br | spf.redehost.com.br | | | both
reg-ru | REG.RU | https://www.reg.ru | hosting.reg.ru | _spf.hosting.reg.ru | | | both
register-it | Register.it | https://www.register.it | register.it | | | | both
sakura | Sakura Internet | https://rs.sakura.ad.jp | | | sakura.ne.jp | sakura.ne.jp | both
shock-media | Shock Media | https://www.shockmedia.nl | shockmedia.email | spf.shockmedia.email | | | both
simgroep | SIM (simgroep) hosting | https://www.sim.nl | simgroephosting.nl | spf.simgroephosting.nl | | | both
simply-com | Simply.com (UnoEuro) | https://www.simply.com | simply.com unoeuro.com | spf.simply.com | | | both
siteground | SiteGround | https://www.siteground.com | mailspamprotection.com | _spf.mailspamprotection.com _spf.mail.siteground.net | | | both
sitehost-nz | SiteHost | https://sitehost.nz | sitehost.co.nz | _spf.sitehost.co.nz | | | both
siteprotect | SiteProtect (Newfold) | https://www.newfold.com/siteprotect | siteprotect.com | aus.us.siteprotect.com | | | both
stable-cz | Stable.cz | https://www.stable.cz | stable.cz | smtpx.stable.cz | | | both
strato | STRATO | https://www.strato.de | rzone.de | _spf.strato.com | strato.com | | both
superhosting-bg | SuperHosting.BG | https://www.superhosting.bg | superhosting.bg | smtp-out.spf.superhosting.bg | | | both
telekom-hosting | Telekom Homepage mail (hier-im-netz) | https://homepagecenter.telekom.de | hier-im-netz.de | _spf.hier-im-netz.de | | | both
timeweb | Timeweb | https://timeweb.com | timeweb.ru | _spf.timeweb.ru | | | both
top-host-gr | Top.Host (Papaki) | https://top.host | top.host | _spf.top.host | | | both
tophost-ch | tophost.ch | https://www.tophost.ch | tophost.ch | _spf.tophost.ch | | | both
transip | TransIP | https://www.transip.nl | transip.email | _spf.transip.email _mailcluster.transip.email | transip.email | | both
umbler | Umbler | https://www.umbler.com | umbler.com | spf.umbler.com | | | both
united-domains | united-domains | https://www.united-domains.de | udag.de | _smtp.udag.de | | | both
uol-host | UOL Host | https://uolhost.uol.com.br | whservidor.com | spf.whservidor.com spf1.whservidor.com | | | both
variomedia | Variomedia | https://www.variomedia.de | variomedia.de | spf.variomedia.de | | | both
webempresa | Webempresa | https://www.webempresa.com | webempresa.eu | _spf.webempresa.eu _spf2.webempresa.eu | | | both
webland-ch | Webland | https://www.webland.ch | webland.ch | spf.mail.webland.ch | | | both
websupport | Websupport | https://www.websupport.sk | websupport.sk | _spf.websupport.sk _spf.m1.websupport.sk _spf.websupport.hu _spf.m101.websupport.se | | | both
whc-ca | Web Hosting Canada | https://whc.ca | mywhc.ca | mout.mywhc.ca emailfwd.whc.ca | | | both
wm-net | wm.net hosting | https://wm.net | wm.net | spf.wm.net | | | both
world4you | World4You | https://www.world4you.com | w4ymail.at world4you.com | spf.w4ymail.at | | | both
x-mailer | x-mailer.de (Power-Netz) | https://www.power-netz.de | x-mailer.de | spf1.x-mailer.de spf2.x-mailer.de | | | both
xneelo | xneelo (Hetzner ZA) | https://xneelo.co.za | host-h.net | spf.host-h.net defilters.host-h.net safilters.host-h.net | | | both
xserver | XServer | https://www.xserver.ne.jp | xserver.jp | spf.sender.xserver.jp | | | both
zone-ee | Zone | https://www.zone.ee | zone.eu | _spf.zone.eu | | | both
zoner-fi | Zoner | https://www.zoner.fi | zoner.fi | spf.zoner.fi posti.zoner.fi | | | both
`,
);
