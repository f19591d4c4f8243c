import type { ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Choice, Choices, Selection } from './selection.ts';

/** The page as HTML, without a script or a style in it: those are files of their own. */

/**
 * Nothing is fetched from anywhere but here, nothing runs that is not a file of ours, and no text becomes markup
 * (trusted types). Nobody else may frame the page, and its forms go nowhere else.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Where the page stands: its own path, and that of its files. */
export interface Address {
  readonly page: string;
  readonly files: string;
}

interface Framed {
  readonly title: string;
  readonly board: string;
  readonly address: Address;
  readonly signedInAs?: string;
  readonly scripts?: boolean;
}

function framed(
  { title, board, address, signedInAs, scripts }: Framed,
  content: readonly (ElementContent | null)[],
): string {
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: 'sv' }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('meta', { name: 'robots', content: 'noindex' }),
          h('title', `${title} – ${board}`),
          ...['page', 'chart', 'print'].map((name) =>
            h('link', { rel: 'stylesheet', href: `${address.files}/${name}.css` }),
          ),
          h('link', { rel: 'icon', type: 'image/svg+xml', href: `${address.files}/icon.svg` }),
          scripts ? h('script', { src: `${address.files}/d3.js`, defer: true }) : null,
          scripts ? h('script', { src: `${address.files}/main.js`, type: 'module' }) : null,
        ]),
        h('body', [
          h('a.skip', { href: '#innehall' }, 'Hoppa till innehållet'),
          h('header.top', [
            h('div.wide', [
              h('p.board', board),
              signedInAs === undefined
                ? null
                : h('form.account', { method: 'post', action: `${address.page}/utloggning` }, [
                    h('span', `Inloggad som ${signedInAs}`),
                    h('button.plain', { type: 'submit' }, 'Logga ut'),
                  ]),
            ]),
          ]),
          h('main.wide', { id: 'innehall', tabIndex: -1 }, [h('h1', title), ...content]),
        ]),
      ]),
    ],
  };
  return toHtml(page);
}

/** A page that says one thing, and where to go from there. */
export interface Message {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly link?: { readonly text: string; readonly href: string };
}

export const messagePage = (frame: Omit<Framed, 'title'>, { title, paragraphs, link }: Message): string =>
  framed({ ...frame, title }, [
    h('div.message', [
      ...paragraphs.map((text) => h('p', text)),
      link ? h('p', [h('a.button', { href: link.href }, link.text)]) : null,
    ]),
  ]);

const option = ({ code, label }: Choice, chosen: string) =>
  h('option', { value: code, selected: code === chosen }, label);

const field = (name: string, label: string, options: readonly ElementContent[]) =>
  h('div.field', [h('label', { htmlFor: name }, label), h('select', { id: name, name }, ...options)]);

const TERMS: readonly (readonly [string, string])[] = [
  [
    'skyddad',
    'Talet är så litet, eller avslöjar ett så litet tal, att någon kunde känna igen ett barn. Det visas därför inte, varken i diagram, tabeller eller filer.',
  ],
  ['okänt', 'Uppgiften borde finnas, men är inte dokumenterad.'],
  ['ej tillämpligt', 'Uppgiften har ingen mening i de fallen.'],
  ['täljare och nämnare', 'Hur många som talet gäller, av hur många det är beräknat på.'],
];

/** The page of figures: what can be chosen, and an empty place that the script fills. */
export function followUpPage(
  frame: Omit<Framed, 'title' | 'scripts'>,
  { choices, selection, quality }: { choices: Choices; selection: Selection; quality: boolean },
): string {
  return framed({ ...frame, title: 'Uppföljning av barn och unga', scripts: true }, [
    h(
      'p.lead',
      'Målgrupper, insatser, resultat och tider, hämtade ur det som redan är dokumenterat. Här visas inga personer och inga ärenden.',
    ),
    h('form#urval', { method: 'get', action: frame.address.page, ariaLabel: 'Urval' }, [
      field(
        'period',
        'Period',
        choices.period.map(({ year, choices: list }) =>
          h(
            'optgroup',
            { label: year },
            list.map((choice) => option(choice, selection.period)),
          ),
        ),
      ),
      field(
        'unit',
        'Enhet',
        choices.unit.map((choice) => option(choice, selection.unit)),
      ),
      field(
        'by',
        'Dela upp andelar efter',
        choices.by.map((choice) => option(choice, selection.by)),
      ),
      h('div.actions', [
        h('button', { type: 'submit' }, 'Visa'),
        h('button.plain', { type: 'button', id: 'skriv-ut', hidden: true }, 'Skriv ut'),
      ]),
    ]),
    h('p#lage', { role: 'status' }, ''),
    h('noscript', [
      h('p.message', 'Diagrammen ritas av ett skript från den här servern. Slå på JavaScript.'),
    ]),
    h('nav#avsnitt', { ariaLabel: 'Avsnitt', hidden: true }),
    h('div#siffror', { dataQuality: quality ? 'ja' : 'nej' }),
    h('section#forklaring', { ariaLabelledBy: 'forklaring-rubrik' }, [
      h('h2', { id: 'forklaring-rubrik' }, 'Så läser du siffrorna'),
      h(
        'dl',
        TERMS.flatMap(([term, text]) => [h('dt', term), h('dd', text)]),
      ),
      h('p#underlag', ''),
    ]),
  ]);
}
