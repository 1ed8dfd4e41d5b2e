export const CONTENT_SECURITY_POLICY: string;
export const APP_HEADERS: Record<string, string>;
export const HASHED_CACHE_CONTROL: string;
