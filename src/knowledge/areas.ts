/**
 * The sides and areas of the triangle (triangelsidor och delområden) that a file works with: those in force on the day
 * its investigation was opened, which never change for that file. Names are the official ones, as they stand.
 */
import { z } from 'zod';
import { type Day, isValidOn } from '../kernel/day.ts';
import { CODEBOOKS, type CodeOf, entryOf } from './codebooks.ts';

/** An area (delområde) of the triangle, now or before October 2015. What is the same in both has one code. */
export type AreaCode = CodeOf<'needsArea'> | CodeOf<'needsArea2006'>;

/** A side (triangelsida), now or before October 2015. */
export type SideCode = CodeOf<'triangleSide'> | CodeOf<'triangleSide2006'>;

/** One side with its areas, in the order of the triangle. */
export interface Side {
  readonly side: SideCode;
  readonly name: string;
  readonly areas: readonly { readonly area: AreaCode; readonly name: string }[];
}

interface Named<C> {
  readonly code: C;
  readonly sv: string;
}

const sidesWith = <S extends SideCode, A extends AreaCode>(
  sides: readonly Named<S>[],
  areas: readonly (Named<A> & { readonly side: S })[],
): readonly Side[] =>
  sides.map(({ code: side, sv: name }) => ({
    side,
    name,
    areas: areas.filter((area) => area.side === side).map(({ code, sv }) => ({ area: code, name: sv })),
  }));

const TRIANGLES = {
  needsArea: sidesWith<CodeOf<'triangleSide'>, CodeOf<'needsArea'>>(
    CODEBOOKS.triangleSide.codes,
    CODEBOOKS.needsArea.codes,
  ),
  needsArea2006: sidesWith<CodeOf<'triangleSide2006'>, CodeOf<'needsArea2006'>>(
    CODEBOOKS.triangleSide2006.codes,
    CODEBOOKS.needsArea2006.codes,
  ),
} as const;

/** The list of areas that holds for an investigation, by the day it was opened. */
export const areaListOn = (openedOn: Day): keyof typeof TRIANGLES =>
  isValidOn(CODEBOOKS.needsArea, openedOn) ? 'needsArea' : 'needsArea2006';

/** The triangle that holds for an investigation, by the day it was opened. */
export const areasOn = (openedOn: Day): readonly Side[] => TRIANGLES[areaListOn(openedOn)];

/** The side of an area in the triangle of an investigation. @throws RangeError for an area that is not in it. */
export function sideOf(area: AreaCode, openedOn: Day): SideCode {
  const found = areasOn(openedOn).find(({ areas }) => areas.some((one) => one.area === area));
  if (found === undefined) throw new RangeError(`${area} is not in the triangle of ${openedOn}.`);
  return found.side;
}

const OF_2015: ReadonlySet<AreaCode> = new Set(CODEBOOKS.needsArea.codes.map(({ code }) => code));

const isOf2015 = (area: AreaCode): area is CodeOf<'needsArea'> => OF_2015.has(area);

/** The official name of an area. */
export const nameOfArea = (area: AreaCode): string =>
  isOf2015(area) ? entryOf('needsArea', area).sv : entryOf('needsArea2006', area).sv;

/** The area of today that an area stands for (efterföljare): itself, or the one that followed, if any did. */
export const areaOfToday = (area: AreaCode): CodeOf<'needsArea'> | null =>
  isOf2015(area) ? area : entryOf('needsArea2006', area).successor;

/**
 * What was said of areas, as said of those of today, so that older files can be counted beside newer ones. What was
 * said of an area that none has followed on is left out.
 */
export const underAreasOfToday = <T extends { readonly area: AreaCode }>(said: readonly T[]) =>
  said.flatMap((one) => {
    const area = areaOfToday(one.area);
    if (area === null) return [];
    return one.area === area ? (one as T & { readonly area: typeof area }) : { ...one, area };
  });

const oneOf = <C extends string>(books: readonly { readonly codes: readonly Named<C>[] }[]) =>
  Object.fromEntries(books.flatMap(({ codes }) => codes.map(({ code }) => [code, code]))) as {
    [K in C]: K;
  };

/** A fresh zod enum of the areas of both lists; the day of the file tells which of them it has. */
export const areaSchema = () =>
  z.enum(oneOf<AreaCode>([CODEBOOKS.needsArea, CODEBOOKS.needsArea2006])).meta({
    description: 'Delområde; in an investigation that was opened before October 2015, one of the older list',
    'x-codebook': ['needsArea', 'needsArea2006'],
  });

/** The same of the sides. */
export const sideSchema = () =>
  z.enum(oneOf<SideCode>([CODEBOOKS.triangleSide, CODEBOOKS.triangleSide2006])).meta({
    description:
      'Triangelsida; in an investigation that was opened before October 2015, one of the older list',
    'x-codebook': ['triangleSide', 'triangleSide2006'],
  });
