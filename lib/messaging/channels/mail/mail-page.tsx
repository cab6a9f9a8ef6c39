import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Hr } from '@react-email/hr';
import { Html } from '@react-email/html';
import { Link } from '@react-email/link';
import { Text } from '@react-email/text';
import type { ReactNode } from 'react';

/** As on screen (app/values.css); a mail knows no variables. */
const ink = {
  page: { backgroundColor: '#faf8f5', margin: 0, padding: '24px 12px', fontFamily: 'Arial, sans-serif' },
  sheet: { backgroundColor: '#ffffff', border: '1px solid #e5e0d8', borderRadius: 8, padding: '24px 28px' },
  head: { color: '#24573b', fontSize: 18, lineHeight: '24px', margin: 0 },
  line: { borderColor: '#2c6444', margin: '12px 0 8px' },
  text: { color: '#211d18', fontSize: 15, lineHeight: '23px', margin: '12px 0' },
  link: { color: '#24573b', textDecoration: 'underline', overflowWrap: 'anywhere' },
} as const;

/** A mail's words as a page under the name of who sends it: paragraphs, lines that begin with "- " as a list, addresses as links. */
export function MailPage({ from, text }: { from: string; text: string }) {
  return (
    // It may be of any language.
    <Html lang="">
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Body style={ink.page}>
        <Container style={ink.sheet}>
          <Heading as="h1" style={ink.head} dir="auto">
            {from}
          </Heading>
          <Hr style={ink.line} />
          {blocksOf(text).map(({ at, list, lines }) =>
            list ? (
              <ul key={at} style={{ ...ink.text, paddingInlineStart: 20 }}>
                {lines.map((line, row) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: drawn once
                  <li key={row} dir="auto">
                    {linked(line)}
                  </li>
                ))}
              </ul>
            ) : (
              <Text key={at} style={ink.text} dir="auto">
                {lines.flatMap((line, row) =>
                  row === 0 ? linked(line) : [<br key={line} />, ...linked(line)],
                )}
              </Text>
            ),
          )}
        </Container>
      </Body>
    </Html>
  );
}

type Block = { at: number; list: boolean; lines: string[] };

/** Lines that stand together, lists apart. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = false;
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') {
      open = false;
      continue;
    }
    const list = line.startsWith('- ');
    const last = blocks.at(-1);
    const said = list ? line.slice(2) : line;
    if (open && last?.list === list) last.lines.push(said);
    else blocks.push({ at, list, lines: [said] });
    open = true;
  }
  return blocks;
}

const address = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/;

function linked(line: string): ReactNode[] {
  return line.split(address).map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: drawn once
      <Link key={at} href={part} style={ink.link}>
        {part}
      </Link>
    ) : (
      part
    ),
  );
}
