import { serviceTable } from './service-table.ts';

export const mailingList = serviceTable(
  'mailing-list',
  `
apache-lists | Apache lists | https://lists.apache.org | apache.org | | apache.org | apache.org | yes
debian-lists | Debian lists | https://lists.debian.org | debian.org | | lists.debian.org | lists.debian.org | yes
dfn-listserv | DFN LISTSERV and mail support | https://www.dfn.de | dfn.de | spf.mailsupport.dfn.de | | listserv.dfn.de | yes
discourse | Discourse hosting | https://www.discourse.org | discoursemail.com | | discoursemail.com | discoursemail.com | no
freebsd-lists | FreeBSD lists | https://lists.freebsd.org | freebsd.org | | freebsd.org | freebsd.org | yes
gnu-lists | GNU lists | https://lists.gnu.org | gnu.org nongnu.org | | | gnu.org nongnu.org | yes
google-groups | Google Groups | https://groups.google.com | | | googlegroups.com | googlegroups.com | yes
groups-io | Groups.io | https://groups.io | groups.io | | groups.io | groups.io | yes
ietf-lists | IETF lists | https://www.ietf.org | ietf.org amsl.com | | ietf.org | ietf.org | yes
kernel-lists | Linux kernel lists | https://subspace.kernel.org | kernel.org lists.linux.dev | | kernel.org | vger.kernel.org lists.linux.dev | yes
python-org | python.org lists | https://mail.python.org | python.org | | python.org | python.org | yes
renater-groups | RENATER groupes | https://groupes.renater.fr | renater.fr | | groupes.renater.fr | groupes.renater.fr | yes
sourceforge | SourceForge lists | https://sourceforge.net | sourceforge.net | | sourceforge.net | lists.sourceforge.net | yes
w3c-lists | W3C lists | https://lists.w3.org | w3.org | | w3.org | w3.org | yes
`,
);
