'use client';

import { useEffect, useState } from 'react';
import { Icon } from './icon';
import { IconButton } from './icon-button';

/** Copies a value and says so. */
export function CopyButton({ value, label = 'Copy' }: { value: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <>
      <IconButton
        label={copied ? 'Copied' : label}
        icon={copied ? <Icon name="check" className="size-4" /> : <Icon name="copy" className="size-4" />}
        onClick={() => navigator.clipboard.writeText(value).then(() => setCopied(true))}
      />
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </>
  );
}
