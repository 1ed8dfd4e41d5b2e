export const CONTENT_SECURITY_POLICY: string;
export const APP_HEADERS: Record<string, string>;
