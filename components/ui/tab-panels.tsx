'use client';

import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { cx } from './cx';
import { tabActive, tabIdle, tabStyle } from './tabs';

type Panel = { key: string; label: ReactNode; content: ReactNode };

/** Tabs that don't deserve an address. Every panel is rendered, so a form in a hidden one keeps its values. */
export function TabPanels({ label, panels }: { label: string; panels: readonly Panel[] }) {
  const id = useId();
  const [active, setActive] = useState(panels[0]?.key);

  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    const at = panels.findIndex((panel) => panel.key === active);
    const next = panels[(at + step + panels.length) % panels.length];
    if (!next) return;
    event.preventDefault();
    setActive(next.key);
    document.getElementById(`${id}-tab-${next.key}`)?.focus();
  };

  return (
    <div>
      <div
        role="tablist"
        tabIndex={-1}
        aria-label={label}
        onKeyDown={move}
        className="mb-4 flex gap-5 overflow-x-auto border-b"
      >
        {panels.map((panel) => (
          <button
            key={panel.key}
            type="button"
            role="tab"
            id={`${id}-tab-${panel.key}`}
            aria-selected={panel.key === active}
            aria-controls={`${id}-panel-${panel.key}`}
            tabIndex={panel.key === active ? 0 : -1}
            onClick={() => setActive(panel.key)}
            className={cx(tabStyle, panel.key === active ? tabActive : tabIdle)}
          >
            {panel.label}
          </button>
        ))}
      </div>
      {panels.map((panel) => (
        <div
          key={panel.key}
          role="tabpanel"
          id={`${id}-panel-${panel.key}`}
          aria-labelledby={`${id}-tab-${panel.key}`}
          hidden={panel.key !== active}
        >
          {panel.content}
        </div>
      ))}
    </div>
  );
}
