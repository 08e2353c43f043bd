/** The files of a small course that keeps every rule: one module, two sections, a bank of twelve questions of all five types. */

const module = 'modules/01-steel';

const simpleQuestions = Array.from({ length: 7 }, (_, index) => {
  const number = String(index + 6).padStart(2, '0');
  return `  - key: steel-q${number}
    type: single-choice
    objective: steel-next
    section: steel-next-steps
    facts: [steel-02]
    prompt: "What do the producers test? (question ${'abcdefg'[index]})"
    options:
      - { key: a, text: "Pilot plants", correct: true }
      - { key: b, text: "99 other things" }
    explanation: They run pilot plants.
`;
}).join('');

export const authoredFiles: Record<string, string> = {
  'course.yaml': `key: sample
title: A sample course
subtitle: One sector
summary: What one lecture says.
language: en
studyHours: 1
passMarkPercent: 60
attempts: { free: 3, coolDownMinutes: 10, limit: null, timeLimitMinutes: null }
source: { title: A report, organisers: [A university], dates: 8 and 9 June 2022, facts: [cf-01] }
recordings:
  - { key: training, title: The recording, youtube: aaaaaaaaaaa, playlist: PLx }
modules: [01-steel]
`,
  'facts.yaml': `- id: cf-01
  statement: The training was on 8 and 9 June 2022.
  figures: ["8", "9", "2022"]
  source: { heading: Background, paragraph: 1 }
`,
  'glossary.yaml': `- key: pilot-plant
  term: Pilot plant
  definition: A small plant that tries something out.
- key: ets
  term: Emission trading scheme
  short: ETS
  definition: A market for emissions, begun in 2005.
  reference: { title: "A public page", url: "https://example.org/ets" }
`,
  'experts.yaml': `note: The report gives no lecture of one of them.
experts:
  - key: li-lecturer
    name: LI Lecturer
    familyName: LI
    role: Professor
    affiliation: A university
    bio: Teaches steel.
    facts: []
    lecture: steel
  - key: wu-silent
    name: WU Silent
    familyName: WU
    role: Director
    affiliation: An institute
    bio: Leads an institute.
    facts: []
    lecture: null
`,
  'pages/opening.md': `---
key: opening
title: Welcome
minutes: 2
---
The training was held in 2022. [^cf-01] Look at the [trading scheme](glossary:ets).
`,
  'pages/closing.md': `---
key: closing
title: What they share
minutes: 2
---
One tonne of steel stands for 1.8 tonnes of CO₂. [^steel-01]
`,
  [`${module}/module.yaml`]: `key: steel
title: Steel in transition
shortTitle: Steel
sector: steel
lecturer: li-lecturer
summary: Why steel matters and what comes next.
minutes: 20
objectives:
  - { key: steel-why, text: "Explain why steel matters." }
  - { key: steel-how-much, text: "State how much CO₂ 1 tonne of steel causes." }
  - { key: steel-next, text: "Name the next steps." }
keyFigures:
  - key: intensity
    value: "1.8"
    unit: "t CO₂"
    caption: "for each tonne of steel"
    facts: [steel-01]
    drawing:
      type: bars
      bars:
        - { label: "Steel", value: 1, unit: "t" }
        - { label: "CO₂", value: 1.8, unit: "t" }
  - key: share
    value: "8"
    unit: "%"
    caption: "of the emissions of the world"
    facts: [steel-03]
    drawing: { type: share, part: 8, whole: 100 }
sections: [01-why.md, 02-next.md]
segments:
  - key: lecture
    title: The lecture
    recording: training
    start: null
    end: null
    standIn: stand-in.md
`,
  [`${module}/facts.yaml`]: `- id: steel-01
  statement: Making 1 tonne of steel causes 1.8 tonnes of CO₂ on average.
  figures: ["1", "1.8"]
  source: { heading: Steel, paragraph: 1 }
- id: steel-02
  statement: Producers run pilot plants in the 14th plan, from 2021 to 2025.
  figures: ["14", "2021", "2025"]
  source: { heading: Steel, paragraph: 2 }
- id: steel-03
  statement: Steel causes about 8% of the emissions of the world.
  figures: ["8"]
  source: { heading: Steel, paragraph: 3 }
`,
  [`${module}/01-why.md`]: `---
key: why-steel-matters
title: Why steel matters
minutes: 4
---
Making one tonne of steel releases 1.8 tonnes of CO₂. [^steel-01]

::: figure intensity
:::

## The world

::: figure share
:::

- About 8% of the emissions come from steel. [^steel-03]
- It is a lot.

| What | How much |
|---|---|
| One tonne of steel | 1.8 t of CO₂ [^steel-01] |

::: beyond https://example.org/roadmap "A roadmap, 2020"
Somebody else gives 7%.
:::
`,
  [`${module}/02-next.md`]: `---
key: steel-next-steps
title: Next steps
minutes: 4
---
Producers run [pilot plants](glossary:pilot-plant) in the 14th plan (2021–2025). [^steel-02]

::: note
Think about **your own plant**.
:::
`,
  [`${module}/stand-in.md`]: `---
key: stand-in
title: What the report says
minutes: 2
---
This is a written summary of the report's account of the lecture, not a transcript.

Producers run pilot plants. [^steel-02]
`,
  [`${module}/quiz.yaml`]: `draw: 8
questions:
  - key: steel-q01
    type: single-choice
    objective: steel-why
    section: why-steel-matters
    facts: [steel-01]
    prompt: What is true of steel?
    options:
      - { key: a, text: "It is light" }
      - { key: b, text: "One tonne stands for 1.8 tonnes of CO₂", correct: true }
    explanation: Its average is 1.8 tonnes.
  - key: steel-q02
    type: multiple-choice
    objective: steel-why
    section: why-steel-matters
    facts: [steel-03]
    prompt: What does the lecture say?
    options:
      - { key: a, text: "About 8% come from steel", correct: true }
      - { key: b, text: "About 90% come from steel" }
      - { key: c, text: "It is a lot", correct: true }
    explanation: About 8% come from steel.
  - key: steel-q03
    type: true-false
    objective: steel-next
    section: steel-next-steps
    facts: [steel-02]
    prompt: The plan ends in 2040.
    answer: false
    decoys: ["2040"]
    explanation: It ends in 2025.
  - key: steel-q04
    type: numeric
    objective: steel-how-much
    section: why-steel-matters
    facts: [steel-01]
    prompt: How many tonnes (t) of CO₂ does one tonne of steel cause?
    answer: { value: 1.8, tolerance: { absolute: 0.05 }, unit: t }
    units:
      - { unit: t, factor: 1, aliases: [tonne, tonnes] }
      - { unit: kg, factor: 0.001, aliases: [kilogram] }
    explanation: The average is 1.8 t.
  - key: steel-q05
    type: ordering
    objective: steel-next
    section: steel-next-steps
    facts: [steel-02]
    prompt: Put them in order.
    items:
      - { key: a, text: "The plan of 2021 begins" }
      - { key: b, text: "Pilot plants run" }
      - { key: c, text: "The plan ends" }
    explanation: The plan runs from 2021 to 2025.
${simpleQuestions}`,
};
