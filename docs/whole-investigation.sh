#!/usr/bin/env bash
# One whole child-welfare investigation, from the report of concern to the decision, with curl.
#
# Start the demo (npm start), paste the variables that it prints, and export the ones used here:
#   export B=… R=… W=… L=…     # B: the board's address; tokens: R reception, W social worker, L team leader
#   bash docs/whole-investigation.sh      # everybody in it is fictitious; run it as often as you like, each run is a new child
#
# It needs bash, curl and node (node only makes UUIDs and reads JSON). It stops at the first refusal and shows it.
set -euo pipefail
: "${B:?the address of the board}" "${R:?token, reception}" "${W:?token, social worker}" "${L:?token, team leader}"

work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
today=${TODAY:-$(TZ=Europe/Stockholm date +%F)}    # days are Swedish calendar days
now=${NOW:-$(date -u +%FT%TZ)}
requests=0

# ---- Helpers ----------------------------------------------------------------------------------------------------

# request TOKEN METHOD PATH [curl options]: leaves the body in $work/body, and in $etag the version of what
# was read or made, which the next change of it sends back as If-Match.
request() {
  local token=$1 method=$2 path=$3 status; shift 3
  requests=$((requests + 1))
  status=$(curl -sS -o "$work/body" -D "$work/head" -w '%{http_code}' -X "$method" "$B$path" \
    -H "Authorization: Bearer $token" -H 'Accept-Language: en' "$@")
  etag=$(sed -n 's/^[Ee][Tt][Aa][Gg]: *//p' "$work/head" | tr -d '\r')
  printf '%2d  %s  %-4s %s\n' "$requests" "$status" "$method" "$path"
  if [ "$status" -ge 400 ]; then cat "$work/body"; echo; exit 1; fi
}

# create TOKEN PATH JSON [curl options]: every POST carries a UUID of our own, so that it can be sent again safely.
create() {
  local token=$1 path=$2 json=$3; shift 3
  request "$token" POST "$path" -H "Idempotency-Key: $(node -p 'crypto.randomUUID()')" \
    -H 'Content-Type: application/json' -d "$json" "$@"
}

# save TOKEN PATH JSON VERSION: a PUT says which version it is based on.
save() { request "$1" PUT "$2" -H 'Content-Type: application/json' -H "If-Match: $4" -d "$3"; }

# answer EXPRESSION: something out of the latest answer, which is called it: answer it.id
answer() { node -p "const it = JSON.parse(fs.readFileSync('$work/body', 'utf8')); $1"; }

# expect COMPLAINT TEST…: stops with the complaint unless the test holds.
expect() { local complaint=$1; shift; "$@" || { echo "Stopped: $complaint." >&2; exit 1; }; }

# ---- The report, and the decision to investigate ----------------------------------------------------------------

# A report about a child who is not known yet. The receipt says who the child became, and gives the intake.
create "$R" /reports '{"type":"anmalan","receivedAt":"'"$now"'","channel":"telefon","reporter":"skola",
  "text":"Eleven kommer ofta utan frukost och är trött.",
  "children":[{"person":{"givenName":"Tilde","familyName":"Exempelsson","birthDate":"2017-03-09"},
               "mainCause":"brist-i-omsorg"}]}'
intake=$(answer 'it.children[0].intakeId')
child=$(answer 'it.children[0].childId')

# Her guardian: a person, and how the two are related.
create "$R" /persons '{"givenName":"Maria","familyName":"Exempelsson","birthDate":"1988-06-14"}'
guardian=$(answer it.id)
create "$R" /relations '{"fromPersonId":"'"$guardian"'","toPersonId":"'"$child"'","type":"vardnadshavare",
  "livesTogether":true}'

# Does the child need protection at once? To be judged on the day.
create "$W" "/intakes/$intake/protection-assessments" '{"need":"inget-behov","grounds":"Tilde är trygg i skolan."}'

# The team leader reads the intake and decides on what was read: hence If-Match.
request "$L" GET "/intakes/$intake"
create "$L" "/intakes/$intake/decision" '{"outcome":"utredning-inleds",
  "reasons":"Uppgifterna ger skäl att utreda behovet av stöd.","unit":"barn-och-familj","handlerId":"karin.ek"}' \
  -H "If-Match: $etag"    # unit and handler are those of the demo; GET /units and GET /me tell your own
case=/investigations/$(answer it.investigationId)

# The guardian and the child are told at once.
create "$W" "$case/party-information" '{"stage":"inledning","personId":"'"$guardian"'","informedOn":"'"$today"'",
  "manner":"telefon"}'
create "$W" "$case/party-information" '{"stage":"inledning","personId":"'"$child"'","informedOn":"'"$today"'",
  "manner":"samtal"}'

# ---- The plan ---------------------------------------------------------------------------------------------------

# All twelve areas are taken a stand on: two are investigated, ten are left out, each with its reason.
plan=$(node -p '
  const investigated = ["utbildning", "grundlaggande-omsorg"];
  const leftOut = ["halsa", "kanslor-och-beteende", "sociala-relationer", "stimulans-och-vagledning",
    "kanslomassig-tillganglighet", "sakerhet", "nuvarande-familjesituation", "familjebakgrund",
    "boende-arbete-och-ekonomi", "socialt-natverk-och-integrering"];
  JSON.stringify({
    purpose: "Ta reda på om Tilde får den omsorg hon behöver.",
    questions: ["Får Tilde mat och sömn varje dag?"],
    areas: [...investigated.map(area => ({ area, decision: "utreds" })),
      ...leftOut.map(area => ({ area, decision: "utreds-inte", reason: "Inget i anmälan rör det här delområdet." }))],
    plannedConversations: ["Enskilt samtal med Tilde"],
    plannedConsultations: ["Skolan"],
  })')
save "$W" "$case/plan" "$plan" '"0"'    # nothing was saved before: version 0

# ---- What is found out ------------------------------------------------------------------------------------------

create "$W" "$case/conversations" '{"heldOn":"'"$today"'","form":"enskilt-barnsamtal",
  "content":"Samtal i skolan om hur det är hemma.","childView":"Vill att det finns frukost hemma."}'

# The school: a draft (with proposed questions from the plan), sent, answered, and the answer taken into the areas.
create "$W" "$case/consultations" '{"counterpart":"skola","counterpartName":"Exempelskolan",
  "basis":"uppgiftsskyldighet"}'
consultation=/consultations/$(answer it.id)
create "$W" "$consultation/dispatch" '{}' -H "If-Match: $etag"
create "$W" "$consultation/answer" '{"answer":"Närvaron är god, men Tilde är ofta trött.","statements":[
  {"area":"utbildning","text":"Närvaron är god."},
  {"area":"grundlaggande-omsorg","text":"Tilde kommer ofta utan frukost."}]}' -H "If-Match: $etag"
create "$W" "$consultation/taken-statements" '{"parts":[1,2]}'

# The other step, health care, is waived: that needs a reason and an explanation.
create "$W" "$case/consultation-steps" '{"step":"halsa","reason":"uppenbart-obehovligt",
  "explanation":"Inget i ärendet rör Tildes hälsa, och skolan beskriver henne som frisk."}'

# A risk and a protective factor, and what one of the areas means for the child.
create "$W" "$case/areas/grundlaggande-omsorg/factors" '{"kind":"risk","code":"brist-mat-hygien-klader",
  "meaning":"Tilde orkar inte med skoldagen."}'
create "$W" "$case/areas/utbildning/factors" '{"kind":"skydd","code":"god-narvaro",
  "meaning":"Skolan är en fast punkt för Tilde."}'
save "$W" "$case/areas/grundlaggande-omsorg/meaning" '{"meaning":"Tilde orkar inte med skoldagen utan frukost.",
  "need":"behov-finns","needText":"Tilde behöver frukost och rutiner varje dag."}' '"0"'

# A score of an instrument: its scales are in GET /instruments.
create "$W" "$case/instruments" '{"instrument":"cors","usedOn":"'"$today"'","respondent":"barnet",
  "scores":[{"scale":"total","value":23.4}]}'

# A journal note, begun as a draft and signed.
create "$W" "$case/notes" '{"happenedOn":"'"$today"'","heading":"Telefonsamtal med skolan",
  "text":"Läraren berättar att Tilde får frukost på fritids."}'
note=$(answer it.id)
create "$W" "$case/notes/$note/signature" '{}' -H "If-Match: $etag"

# ---- Analysis and assessment ------------------------------------------------------------------------------------

save "$W" "$case/analysis" '{
  "analysis":{"childDevelopment":"Tilde trivs i skolan men är ofta trött.",
    "parentalCapacity":"Mamman ser Tildes behov men orkar inte alltid möta dem.",
    "familyAndEnvironment":"Familjen bor stabilt, utan släkt i närheten.",
    "together":"Bristerna i omsorgen återkommer, men skolan skyddar.",
    "meaningForChild":"Utan stöd riskerar Tilde att inte orka med skolan."},
  "assessment":{"needs":["grundlaggande-omsorg"],"needsText":"Tilde behöver frukost och rutiner varje dag.",
    "bestInterests":"Att få bo hemma, med fasta rutiner. Det bygger på samtalet med Tilde och skolans svar.",
    "childAttitude":"positiv","childView":"Vill att det finns frukost hemma.",
    "guardianAttitude":"positiv","guardianView":"Vill ha stöd med rutinerna.",
    "proposal":"Familjebehandling."}}' '"0"'
analysis=$etag    # signing does not change it
create "$W" "$case/analysis/signatures" '{"part":"analys"}' -H "If-Match: $analysis"
create "$W" "$case/analysis/signatures" '{"part":"bedomning"}' -H "If-Match: $analysis"

# ---- The guardian has her say -----------------------------------------------------------------------------------

# She gets the material and fourteen days. When her comment has come, closing need not wait for the last day.
create "$W" "$case/communications" '{"partyId":"'"$guardian"'","sentOn":"'"$today"'"}'
communication=$(answer it.id)
save "$W" "$case/communications/$communication/comment" '{"receivedOn":"'"$today"'",
  "comment":"Mamman håller med om förslaget."}' "$etag"
create "$W" "$case/consents" '{"personId":"'"$guardian"'","intervention":"familjebehandling","answer":"samtycker",
  "on":"'"$today"'"}'

# ---- The decision -----------------------------------------------------------------------------------------------

# What does this outcome, with this intervention, still lack? Nothing, and an official may decide it.
request "$W" GET "$case/completeness?outcome=insats-sol&intervention=familjebehandling"
answer '`    complete: ${it.complete}, to be decided by: ${it.authority}`'
answer '`    still missing: ${it.missing.map(point => point.message.en).join(" ") || "nothing"}`'
expect "the decision would still be refused" [ "$(answer it.complete)" = true ]

request "$L" GET "$case"
create "$L" "$case/decision" '{"outcome":"insats-sol","interventions":[{"type":"familjebehandling"}],
  "reasons":"Tilde behöver fasta rutiner, och familjen vill ha stöd i hemmet.","legalBasis":"sol"}' \
  -H "If-Match: $etag"

# She receives the decision, and her three weeks to appeal begin.
create "$W" "$case/notifications" '{"partyId":"'"$guardian"'","notifiedOn":"'"$today"'","manner":"delgivning",
  "appealInstructions":true}'

# ---- What there is to read afterwards ---------------------------------------------------------------------------

request "$W" GET "/persons/$child/file"
answer '`    ${it.items.length} entries in the file of the child`'
request "$W" GET "$case/documents/decision-basis?format=pdf"
expect "that is no PDF" [ "$(head -c 4 "$work/body")" = %PDF ]
echo "    a PDF of $(wc -c < "$work/body") bytes"
request "$W" GET "$case/documents/decision-basis?format=html"
expect "that is no HTML page" grep -qi '^<!doctype html' "$work/body"
echo "    an HTML page of $(wc -c < "$work/body") bytes"

echo "One investigation, $requests requests."
