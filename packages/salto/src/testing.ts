// Entry `@acx/salto/testing`: the Salto simulator.
