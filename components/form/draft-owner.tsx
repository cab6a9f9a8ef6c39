/** Says in the page's head whose drafts may be shown; stands once in each frame for people who are signed in. */
export function DraftOwner({ id }: { id: string }) {
  return <meta name="person" content={id} />;
}
