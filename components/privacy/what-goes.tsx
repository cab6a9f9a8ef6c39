import { whatStays } from '@/lib/privacy/erasing/rules';

type Reached = { table: string; label: string; n: number };

/** What anonymising would empty, with how many rows, and what it leaves and why. */
export function WhatGoes({ reached }: { reached: readonly Reached[] }) {
  return (
    <div className="grid gap-6 text-sm sm:grid-cols-2">
      <div>
        <h3 className="font-medium">Emptied or removed</h3>
        {reached.length === 0 ? (
          <p className="mt-2 text-muted">Nothing but their name.</p>
        ) : (
          <ul className="mt-2 flex flex-col gap-1">
            {reached.map(({ table, label, n }) => (
              <li key={table} className="flex justify-between gap-4">
                <span className="min-w-0">{label}</span>
                <span className="tabular-nums text-muted">{n}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="mt-2 text-muted">
          And their values in the audit trail, files of lists made in the last 7 days, searches, links and
          their login.
        </p>
      </div>
      <div>
        <h3 className="font-medium">Stays, and why</h3>
        <dl className="mt-2 flex flex-col gap-2">
          {whatStays.map(({ what, why }) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd className="text-muted">{why}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 text-muted">
          Backups made before hold their data until they are thrown away. When one is restored, this is done
          again.
        </p>
      </div>
    </div>
  );
}
