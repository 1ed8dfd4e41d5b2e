/** The app as a page of the extension: the same program over the extension's own store. */
import { mountApp } from '../../pwa/app.tsx';
import { extensionPlatform } from './extension-platform.ts';

const root = document.getElementById('app');
if (root) mountApp(root, extensionPlatform());
