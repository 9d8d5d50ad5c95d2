/** The scenario of the benchmarks of the engine: the complete example of the language, with all seven slots used. */

/** A house with two device groups, a function, two rules, three tiers, a model and dashboards. */
export function houseText(): string {
  return `
device Thermostat {
  every   2 min
  payload 0.25 KB
  telemetry { temperature: number "°C"  setpoint: number "°C" }
}
twin House {
  devices thermostats : Thermostat { count 60 }
  devices motion {
    count     40
    rate      30 / hour
    active    16 h / day  5 days / week
    payload   0.25 KB
    telemetry { moving: boolean  battery: number "%" }
    storage   { archive none }
  }
  processing {
    run "./comfort.ts" for thermostats
    on thermostats.temperature > 30 for 5 min matches 1 % { notify "too hot"  feedback thermostats { setpoint: 20 } }
    on motion.battery < 10 { call "./order-battery.ts" }
  }
  storage { hot 1 month  cool 3 months  archive 12 months }
  management {
    model House { model LivingRoom { has 40 thermostats motion }  model Cellar { has thermostats } }
    scene "./house.glb" 100 MB
  }
  visualization { editors 2  viewers 5  refresh 12 / hour for 1 h / day  panels 4  window 1 h }
}
`;
}
