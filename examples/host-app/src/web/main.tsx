import { render } from 'preact';
import { App } from './app';
import { applyTheme, storedTheme } from './shell/theme';

applyTheme(storedTheme());
const page = document.getElementById('page');
if (page) render(<App />, page);
