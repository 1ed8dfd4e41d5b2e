import { api } from './api.ts';

/** Permissions granted with the installation, as the manifest names them. */
export function installPermissions(): string[] {
  return [...((api.runtime.getManifest().permissions as string[] | undefined) ?? [])];
}

export function extensionVersion(): string {
  return api.runtime.getManifest().version;
}
