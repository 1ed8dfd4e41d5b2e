import { serviceTable } from './service-table.ts';

export const monitoring = serviceTable(
  'monitoring',
  `
holm-security | Holm Security | https://www.holmsecurity.com | holmsecurity.com | _spf.holmsecurity.com | | | no
statuspage | Atlassian Statuspage | https://www.atlassian.com/statuspage | statuspage.io | stspg-customer.com | statuspage.io stspg-customer.com | stspg-customer.com | no
`,
);
