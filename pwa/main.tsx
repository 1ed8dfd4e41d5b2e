import { mountApp } from './app.tsx';
import { webPlatform } from './platform/web.ts';

const root = document.getElementById('app');
if (root) mountApp(root, webPlatform());
