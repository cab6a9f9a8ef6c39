import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/section';

/** Recovery codes, the one time that they are shown. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div className="flex flex-col gap-4" role="status">
      <Notice tone="attention" title="Keep these recovery codes">
        Each signs you in once when your phone isn’t there. Print them or put them in a password manager; they
        are never shown again.
      </Notice>
      <ul aria-label="Recovery codes" className="grid grid-cols-2 gap-x-6 gap-y-1 font-mono text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div>
        <CopyButton value={codes.join('\n')} label="Copy the recovery codes" />
      </div>
    </div>
  );
}
