import demarche

scenario = demarche.load_scenario("chicken")
result = demarche.run(scenario, draws=10_000)
war = result.message.outcomes[0]
print(f"{war.id} {war.mean:.4f}")
