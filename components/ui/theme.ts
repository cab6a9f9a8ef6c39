export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export const themeKey = 'theme';
export const railKey = 'rail';

/** Runs before the first paint, so that neither the colours nor the width of the rail nor the names of keys jump. */
export const themeScript = `(function(){var d=document.documentElement,m=matchMedia('(prefers-color-scheme: dark)');
function get(k){try{return localStorage.getItem(k)}catch(e){return null}}
function paint(){var c=get('${themeKey}');d.dataset.theme=c==='dark'||c==='light'?c:m.matches?'dark':'light'}
if(/Mac|iP/.test(navigator.platform))d.dataset.keys='mac';paint();if(get('${railKey}')==='closed')d.dataset.rail='closed';
m.addEventListener('change',paint);addEventListener('storage',paint);addEventListener('themechange',paint)})()`;

/** The reader's choice on this device; "system" when none was made or storage is closed. */
export function readTheme(): ThemeChoice {
  try {
    const stored = localStorage.getItem(themeKey);
    return stored === 'dark' || stored === 'light' ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** Keeps the choice on this device and repaints at once. */
export function writeTheme(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, choice);
  } catch {
    document.documentElement.dataset.theme = choice === 'dark' ? 'dark' : 'light';
    return;
  }
  window.dispatchEvent(new Event('themechange'));
}
