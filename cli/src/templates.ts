/** The files that `twin init` writes. Each has no problem under `twin check`; a test holds that. */

export interface TemplateAnswers {
  /** A name of the language. */
  readonly name: string;
  readonly devices: number;
  readonly minutes: number;
  readonly region: string;
  readonly currency: string;
}

export interface Template {
  readonly title: string;
  readonly devices: number;
  readonly minutes: number;
  readonly text: (answers: TemplateAnswers) => string;
}

const head = ({ name, region, currency }: TemplateAnswers, title: string): string => `language 1

/// ${title}
twin ${name} {
  region   ${region}
  currency ${currency}
`;

export const TEMPLATES: Readonly<Record<'minimal' | 'home' | 'factory' | 'building' | 'fleet', Template>> = {
  minimal: {
    title: 'the least that can be costed',
    devices: 10,
    minutes: 5,
    text: (answers) => `${head(answers, 'What is costed, in a sentence.')}
  devices sensors {
    count   ${answers.devices}
    every   ${answers.minutes} min
    payload 0.25 KB
  }

  storage { hot 1 month }
}
`,
  },
  home: {
    title: 'sensors, a rule, a dashboard',
    devices: 20,
    minutes: 2,
    text: (answers) => `${head(answers, 'A home with its sensors.')}
  devices sensors {
    count ${answers.devices}
    every ${answers.minutes} min
    telemetry {
      temperature: number "°C"
      battery:     number "%"
    }
  }

  processing {
    on sensors.battery < 10 matches 1 % { notify "change the battery" }
  }

  storage {
    hot     1 month
    cool    3 months
    archive 12 months
  }

  management { model Home { has sensors } }

  visualization {
    editors 1
    viewers 3
    refresh 12 / hour for 1 h / day
  }
}
`,
  },
  factory: {
    title: 'machines with shifts, functions and workflows',
    devices: 100,
    minutes: 1,
    text: (answers) => `${head(answers, 'A factory with its machines.')}
  devices machines {
    count  ${answers.devices}
    every  ${answers.minutes} min
    active 16 h / day  5 days / week
    telemetry {
      temperature: number "°C"
      vibration:   vector 3
      running:     boolean
    }
  }

  processing {
    run "./functions/smooth.ts" for machines { function 256 MB for 200 ms }
    on machines.temperature > 90 for 1 min matches 0.1 % { workflow "maintenance" 5 steps }
  }

  storage {
    hot     1 month
    cool    6 months
    archive 36 months
  }

  management { model Plant { has machines } }

  visualization {
    editors 2
    viewers 10
    refresh 60 / hour for 8 h / day
    panels  4
  }

  scenario ThreeShifts { machines.active = 24 h / day  7 days / week }
}
`,
  },
  building: {
    title: 'floors, rooms, a 3D scene',
    devices: 400,
    minutes: 5,
    text: (answers) => `${head(answers, 'A building with its rooms.')}
  devices rooms {
    count   ${answers.devices}
    every   ${answers.minutes} min
    payload 0.5 KB
  }

  storage {
    hot  1 month
    cool 12 months
  }

  management {
    model Building {
      model Floor { count 10 }
      has rooms
    }
    scene "./building.glb" 100 MB
  }

  visualization {
    editors 2
    viewers 20
    refresh 30 / hour for 10 h / day
  }
}
`,
  },
  fleet: {
    title: 'vehicles that connect while they drive',
    devices: 50,
    minutes: 1,
    text: (answers) => `${head(answers, 'A fleet of vehicles.')}
  devices vehicles {
    count   ${answers.devices}
    every   ${answers.minutes} min
    peak    1 / s
    active  10 h / day  6 days / week
    connect active
    telemetry {
      position: vector 2
      speed:    number "km/h"
      fuel:     number "%"
    }
  }

  processing {
    on vehicles.speed > 130 matches 0.5 % { notify "too fast" }
  }

  storage {
    hot  1 month
    cool 6 months
  }

  visualization {
    editors 1
    viewers 5
    refresh 60 / hour for 10 h / day
  }

  scenario DoubleFleet { vehicles.count = ${answers.devices * 2} }
}
`,
  },
};
