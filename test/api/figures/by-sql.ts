import { testEngine } from '../../support/engines.ts';

/**
 * Each indicator a second time, as plain SQL over the tables: a query of the cases that are counted, with unit, sex, age
 * group, and what each adds to numerator and denominator. Written from the published definitions, and not from the
 * program. Where an engine counts days its own way, the two ways stand here.
 */

const lite = testEngine === 'sqlite';

/** Whole days from one day to another. */
const days = (from: string, to: string) =>
  lite
    ? `cast(julianday(${to}) - julianday(${from}) as integer)`
    : `((${to})::text::date - (${from})::text::date)`;
const plus = (on: string, count: number, what: 'days' | 'months') =>
  lite
    ? `date(${on}, '+${count} ${what}')`
    : `to_char((${on})::text::date + interval '${count} ${what}', 'YYYY-MM-DD')`;
/** The generated board has everything happen at noon, so that the day in Sweden is the one that is written. */
const dayOf = (instant: string) => `substr(${instant}, 1, 10)`;
const textOf = (json: string) => `cast(${json} as text)`;
const each = (json: string) => (lite ? `json_each(${json}) j` : `jsonb_array_elements(${json}) j(value)`);
const field = (name: string) => (lite ? `json_extract(j.value, '$.${name}')` : `(j.value ->> '${name}')`);

const age = (birth: string, on: string) =>
  `(cast(substr(${on}, 1, 4) as integer) - cast(substr(${birth}, 1, 4) as integer)
    - case when substr(${on}, 6) < substr(${birth}, 6) then 1 else 0 end)`;

/** The age group on a day: by whole years; not applicable where the child is not born, or older than the groups. */
const ageGroup = (on: string) => `case
  when p.birth_date is null then 'unknown'
  when p.birth_date > ${on} then 'notApplicable'
  when ${age('p.birth_date', on)} <= 3 then '0-3'
  when ${age('p.birth_date', on)} <= 6 then '4-6'
  when ${age('p.birth_date', on)} <= 12 then '7-12'
  when ${age('p.birth_date', on)} <= 17 then '13-17'
  when ${age('p.birth_date', on)} <= 20 then '18-20'
  else 'notApplicable' end`;

const who = (unit: string, start: string) =>
  `${unit} unit, coalesce(p.legal_sex, 'unknown') sex, ${ageGroup(start)} age_group`;

interface Days {
  readonly from: string;
  readonly to: string;
}
const within = (on: string, { from, to }: Days) => `${on} >= '${from}' and ${on} <= '${to}'`;

const closed = (told: string, during: Days, more = '') =>
  `select ${who('i.unit', 'i.opened_on')}, ${told}
   from investigation i join person p on p.id = i.child_id
   where ${within('i.closed_on', during)} ${more}`;

const yes = (condition: string) => `case when ${condition} then 1 else 0 end`;
const answered = (counterparts: string) =>
  `${yes(`exists (select 1 from consultation c where c.investigation_id = i.id and c.status = 'besvarad'
     and c.sent_on is not null and c.counterpart in (${counterparts}))`)} num, 1 den`;

const duration = (during: Days) =>
  closed(
    `${days('i.opened_on', 'i.closed_on')} num, 1 den`,
    during,
    `and p.birth_date <= i.opened_on and ${age('p.birth_date', 'i.opened_on')} between 0 and 20`,
  );

const intakes = (told: string, on: string, during: Days, more: string) =>
  `select ${who('n.unit', dayOf('n.received_at'))}, ${told}
   from intake n join person p on p.id = n.child_id
   where ${within(on, during)} ${more}`;

/** Every judgement of a goal that holds, the latest first. */
const JUDGED = `
  select g.intervention_id, g.id goal_id, o.status,
    row_number() over (partition by g.id order by o.last desc, o.held_on desc, o.id desc) place
  from intervention_goal g join (
    select f.id, f.held_on, 0 last, ${field('goalId')} goal_id, ${field('status')} status
      from intervention_follow_up f, ${each('f.goals')} where f.retracted_at is null
    union all
    select e.intervention_id, e.ended_on, 1, ${field('goalId')}, ${field('status')}
      from intervention_end e, ${each('e.goals')}
  ) o on o.goal_id = g.id
  where g.ended_on is null`;

const goals = (during: Days) => `
  select ${who('v.unit', 'v.started_on')}, ${yes('s.reached = s.goals')} num, ${yes('s.open < s.goals')} den
  from intervention v join person p on p.id = v.child_id
  join (select intervention_id, count(*) goals, sum(${yes("status = 'uppnatt'")}) reached,
          sum(${yes("status = 'ej-bedombart'")}) open
        from (${JUDGED}) judged where place = 1 group by intervention_id) s on s.intervention_id = v.id
  where s.open < s.goals and (${within('v.ended_on', during)} or exists (
    select 1 from intervention_follow_up f where f.intervention_id = v.id and f.retracted_at is null
      and ${within('f.held_on', during)}))`;

/** Investigations and insatser as times in which something ran. */
const SPELLS = `
  select child_id, unit, opened_on began, closed_on ended, 0 kind, id from investigation
  union all
  select child_id, unit, coalesce(decided_on, started_on), ended_on, 1, id from intervention`;

const notReturned = (during: Days) => `
  select l.unit unit, coalesce(p.legal_sex, 'unknown') sex,
    case when ${age('p.birth_date', 'l.ended')} <= 12 then '0-12' else '13-20' end age_group,
    ${yes(`not exists (select 1 from investigation i where i.child_id = p.id and i.opened_on > l.ended
      and i.opened_on <= ${plus('l.ended', 12, 'months')})`)} num, 1 den
  from (select s.*, row_number() over (partition by child_id order by ended desc, kind, began, id) place
        from (${SPELLS}) s where ${within('s.ended', during)}) l
  join person p on p.id = l.child_id
  where l.place = 1 and p.birth_date is not null and ${age('p.birth_date', 'l.ended')} between 0 and 20
    and not exists (select 1 from (${SPELLS}) r where r.child_id = p.id and r.began <= l.ended
      and (r.ended is null or r.ended > l.ended))
    and not exists (select 1 from intake n where n.child_id = p.id and ${dayOf('n.received_at')} <= l.ended
      and (n.main_cause = 'ensamkommande' or ${textOf('n.other_causes')} like '%"ensamkommande"%'))`;

const standing = ({ to }: Days) => `
  select ${who('i.unit', 'i.opened_on')}, 1 num, 1 den,
    (select a.handler_id from investigation_assignment a where a.investigation_id = i.id
      and ${dayOf('a."from"')} <= '${to}' order by a."from" desc, a.id desc limit 1) handler
  from investigation i join person p on p.id = i.child_id
  where i.opened_on <= '${to}' and (i.closed_on is null or i.closed_on > '${to}')`;

/** The cases that each indicator counts in some days. */
export const CASES: Readonly<Record<string, (during: Days) => string>> = {
  meanInvestigationDays: duration,
  medianInvestigationDays: duration,
  shareWithinFourMonths: (during) =>
    closed(`${yes(`i.closed_on <= ${plus('i.opened_on', 4, 'months')}`)} num, 1 den`, during),
  shareNotReturned: notReturned,
  shareOpened: (during) =>
    intakes(`${yes("n.outcome = 'utredning-inleds'")} num, 1 den`, 'n.decided_on', during, ''),
  sharePreliminaryInTime: (during) =>
    intakes(
      `${yes(`n.decided_on <= ${plus(dayOf('n.received_at'), 14, 'days')}`)} num, 1 den`,
      'n.decided_on',
      during,
      "and n.type = 'anmalan' and n.outcome <> 'pafors-pagaende-utredning'",
    ),
  shareProtectionSameDay: (during) =>
    intakes(
      `${yes(`(select min(${dayOf('a.assessed_at')}) from protection_assessment a where a.intake_id = n.id)
        = ${dayOf('n.received_at')}`)} num, 1 den`,
      dayOf('n.received_at'),
      during,
      "and n.type = 'anmalan'",
    ),
  shareChildSeenAlone: (during) =>
    closed(
      `${yes(`exists (select 1 from conversation c where c.investigation_id = i.id and c.child_alone = ${lite ? 1 : true})`)} num, 1 den`,
      during,
    ),
  shareSchoolConsulted: (during) => closed(answered("'skola', 'forskola', 'elevhalsa'"), during),
  shareHealthConsulted: (during) =>
    closed(
      answered("'elevhalsa', 'bvc', 'vardcentral', 'barnmottagning', 'bup', 'habilitering', 'tandvard'"),
      during,
    ),
  shareGoalsReached: goals,
  handlersPerInvestigation: (during) =>
    closed(
      `(select count(distinct a.handler_id) from investigation_assignment a where a.investigation_id = i.id) num, 1 den`,
      during,
    ),
  openInvestigationsPerHandler: standing,
};

const MEASURES: Readonly<Record<string, (cases: string) => string>> = {
  mean: (cases) =>
    `select sum(num) numerator, count(*) denominator, 1.0 * sum(num) / count(*) value from ${cases}`,
  share: (cases) =>
    `select sum(num) numerator, sum(den) denominator, 100.0 * sum(num) / sum(den) value from ${cases}`,
  ratio: (cases) =>
    `select count(*) numerator, count(distinct handler) denominator,
       1.0 * count(*) / count(distinct handler) value from ${cases}`,
  median: (cases) =>
    `select null numerator, max(total) denominator, avg(1.0 * num) value from (
       select num, row_number() over (order by num) place, count(*) over () total from ${cases}) ordered
     where place in ((total + 1) / 2, (total + 2) / 2)`,
};

/** An indicator among the cases for which a condition holds, as SQL. */
export const figureSql = (id: string, measure: string, during: Days, condition: string): string =>
  MEASURES[measure]!(`(select * from (${CASES[id]!(during)}) found where ${condition}) told`);
