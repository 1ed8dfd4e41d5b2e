import type { DnsServiceId } from '../../model/settings.ts';

/** A public resolver that speaks DNS over HTTPS and forges no answers: filtered variants are never listed. */
export interface DnsService {
  /** Kebab-case, also the file's name; kept in settings. */
  id: DnsServiceId;
  name: string;
  /** RFC 8484 endpoint. */
  url: string;
  /**
   * `app`: sends Access-Control-Allow-Origin, so a web page may read its answers. `extension`: it does not, or
   * does not say so; only an extension with permission for the host can.
   */
  reach: 'app' | 'extension';
}
