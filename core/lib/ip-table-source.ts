/** A source of the local table, to be named wherever its answers are shown. */
export interface IpTableSource {
  name: string;
  /** Shown as a link: DB-IP's licence asks for one on each page that shows results. */
  url: string;
  gives: 'organisation' | 'system' | 'country';
  licence: string;
  licenceUrl: string;
}

const CC_BY = { licence: 'CC BY 4.0', licenceUrl: 'https://creativecommons.org/licenses/by/4.0/' };

/** Sources of the local table, as the licences of the packages that it is built from ask for. */
export const IP_TABLE_SOURCES: readonly IpTableSource[] = [
  { name: 'IP Geolocation by DB-IP', url: 'https://db-ip.com', gives: 'organisation', ...CC_BY },
  { name: 'Route Views', url: 'https://www.routeviews.org', gives: 'system', ...CC_BY },
  { name: 'Number Resource Organization', url: 'https://www.nro.net', gives: 'country', ...CC_BY },
  {
    name: 'ip-location-db',
    url: 'https://github.com/sapics/ip-location-db',
    gives: 'country',
    licence: 'CC0 1.0',
    licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
  },
];
