'use client';

import { useEffect, useState } from 'react';
import { Segmented } from './choice';
import { readTheme, type ThemeChoice, writeTheme } from './theme';

const choices = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Light, dark, or as the device says; kept on this device. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<ThemeChoice>('system');
  useEffect(() => setTheme(readTheme()), []);
  return (
    <Segmented
      legend="Appearance"
      hideLegend
      name="theme"
      choices={choices}
      value={theme}
      onChange={(value) => {
        const choice = value as ThemeChoice;
        setTheme(choice);
        writeTheme(choice);
      }}
    />
  );
}
